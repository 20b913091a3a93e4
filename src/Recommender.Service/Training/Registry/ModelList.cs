using Recommender.Service.Models;

namespace Recommender.Service.Training.Registry;

/// <summary>The models of a site.</summary>
/// <param name="Models">Newest first.</param>
/// <param name="History">Promotions, refusals and deletions, newest first.</param>
public sealed record ModelList(IReadOnlyList<ModelView> Models, IReadOnlyList<ModelChange> History);
