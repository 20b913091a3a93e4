namespace Recommender.Service.Models;

/// <summary>What the gate measures.</summary>
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
