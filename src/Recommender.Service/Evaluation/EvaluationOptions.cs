namespace Recommender.Service.Evaluation;

/// <summary>Settings of evaluation. Section <c>Recommender:Evaluation</c>.</summary>
public sealed class EvaluationOptions
{
    public const string Section = "Recommender:Evaluation";

    /// <summary>
    /// File that counts how often judgments were used; relative to the working directory. Default: see
    /// <see cref="JudgmentLooks.DefaultFile"/>.
    /// </summary>
    public string? Looks { get; set; }
}
