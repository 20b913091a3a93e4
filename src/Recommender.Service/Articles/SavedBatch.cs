namespace Recommender.Service.Articles;

/// <summary>What became of a batch of articles.</summary>
/// <param name="Outcomes">The outcome of each, in order.</param>
/// <param name="Displaced">The titles of articles that were withdrawn because another one has their address now.</param>
public sealed record SavedBatch(IReadOnlyList<SaveOutcome> Outcomes, IReadOnlyList<string> Displaced);
