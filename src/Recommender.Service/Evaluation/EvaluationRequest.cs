using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Blocks;

namespace Recommender.Service.Evaluation;

/// <summary>The options of an evaluation.</summary>
public sealed record EvaluationRequest
{
    /// <summary>The site whose settings apply.</summary>
    public required string Site { get; init; }

    /// <summary>
    /// Judgments to measure against; the documents are then trained on unchanged. Null: the newest articles with links are held out (<see
    /// cref="LinkSplit"/>).
    /// </summary>
    public Judgments? Judgments { get; init; }

    /// <summary>The default ranking to evaluate, or null.</summary>
    public DefaultRanking? Default { get; init; }

    /// <summary>The ranking whose lists are returned and compared with the unlearned ones.</summary>
    public RankingSystem System { get; init; } = RankingSystem.Served;

    /// <summary>
    /// Adds a row for the served lists with diversity only, and one for the lists as blocks show them: without near-duplicates and other
    /// languages, then with diversity.
    /// </summary>
    public bool AsServed { get; init; }

    /// <summary>The block rules used for <see cref="AsServed"/>.</summary>
    public BlockOptions Block { get; init; } = new();

    /// <summary>Also computes the learning curve, which only a report shows and which takes long.</summary>
    public bool LearningCurve { get; init; }
}
