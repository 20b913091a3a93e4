namespace Recommender.Service.Models;

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
