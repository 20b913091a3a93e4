using Recommender.Engine;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>What is known of a model once it is trained.</summary>
/// <param name="Revision">The site's revision before its articles were read: what changed later is not in the model.</param>
/// <param name="Articles">How many there were.</param>
/// <param name="Links">Links from one of them to another.</param>
/// <param name="Oldest">Publication of the oldest article; null where none has a date.</param>
/// <param name="Newest">The same of the newest.</param>
/// <param name="Settings">What it was trained by.</param>
/// <param name="Program">What trained it.</param>
/// <param name="Threads">How many threads did.</param>
/// <param name="HeldOut">On held-out links; null where there are too few.</param>
/// <param name="Learning">What was learned, and what kept of the live model.</param>
internal sealed record TrainedModel(
    long Revision, int Articles, int Links, DateTimeOffset? Oldest, DateTimeOffset? Newest, RankingOptions Settings, string Program, int Threads, HeldOutComparison? HeldOut,
    Learning Learning);
