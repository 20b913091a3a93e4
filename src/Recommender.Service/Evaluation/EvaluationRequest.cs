using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Blocks;

namespace Recommender.Service.Evaluation;

/// <summary>What an evaluation is to measure.</summary>
public sealed record EvaluationRequest
{
    /// <summary>The site whose settings hold.</summary>
    public required string Site { get; init; }

    /// <summary>
    /// Given judgments: then the documents are trained on as they are. Null: the newest linked articles are held out (<see cref="LinkSplit"/>).
    /// </summary>
    public Judgments? Judgments { get; init; }

    /// <summary>The default ranking to evaluate; null for none.</summary>
    public DefaultRanking? Default { get; init; }

    /// <summary>Which ranking's lists to give back, and to set against the unlearned ones.</summary>
    public RankingSystem System { get; init; } = RankingSystem.Served;

    /// <summary>
    /// Adds a row of the served lists with diversity alone, and one of the lists as blocks show them: near-duplicates and other languages
    /// left out, then diversity.
    /// </summary>
    public bool AsServed { get; init; }

    /// <summary>What blocks may hold, for <see cref="AsServed"/>.</summary>
    public BlockOptions Block { get; init; } = new();

    /// <summary>Also measures what only a report shows and what takes its time: the learning curve.</summary>
    public bool LearningCurve { get; init; }
}
