using System.Text.Json.Serialization;

namespace Recommender.Service.Gate;

/// <summary>What the gate says of a model.</summary>
/// <param name="Findings">What is out of its bounds; those that refuse first.</param>
public sealed record Verdict(IReadOnlyList<Finding> Findings)
{
    /// <summary>True where nothing refuses it.</summary>
    public bool Passed => !Findings.Any(finding => finding.Refuses);

    /// <summary>The reasons for refusing it, in one line.</summary>
    [JsonIgnore]
    public string Reasons => string.Join("; ", Findings.Where(finding => finding.Refuses).Select(finding => finding.Words));
}

/// <summary>One thing that is out of its bounds.</summary>
/// <param name="Measure">Which: a word for programs.</param>
/// <param name="Refuses">True: the model is not to go live; false: to be known.</param>
/// <param name="Words">What was found, and what the bound is.</param>
public sealed record Finding(Measure Measure, bool Refuses, string Words);

/// <summary>What the gate looks at.</summary>
public enum Measure
{
    NoArticles,
    FewerArticles,
    ReplacedArticles,
    Dates,
    Links,
    HeldOutLinks,
    EmptyBlocks,
    NearDuplicates,
    DeadLinks,
    Coverage,
    ChangedLists,
    Age,
    EditorsJudgments,
}
