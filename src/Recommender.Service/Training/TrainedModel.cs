using Recommender.Engine;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>Metadata of a trained model.</summary>
/// <param name="Revision">The site's revision before its articles were read: later changes are not in the model.</param>
/// <param name="Articles">Number of articles.</param>
/// <param name="Links">Number of links between them.</param>
/// <param name="Oldest">Publication date of the oldest article; null if no article has a date.</param>
/// <param name="Newest">Publication date of the newest article.</param>
/// <param name="Settings">The settings of the training.</param>
/// <param name="Program">The program that trained it.</param>
/// <param name="Threads">Number of threads used.</param>
/// <param name="HeldOut">Evaluation on held-out links; null if there are too few.</param>
/// <param name="Learning">What was trained and what was kept from the live model.</param>
internal sealed record TrainedModel(
    long Revision, int Articles, int Links, DateTimeOffset? Oldest, DateTimeOffset? Newest, RankingOptions Settings, string Program,
    int Threads, HeldOutComparison? HeldOut,
    Learning Learning);
