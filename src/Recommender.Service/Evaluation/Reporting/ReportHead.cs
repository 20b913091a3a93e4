namespace Recommender.Service.Evaluation.Reporting;

/// <summary>The inputs of a report.</summary>
/// <param name="Source">Name of the file or site.</param>
/// <param name="Judgments">Name of the judgments file; null if the site's newest links were held out.</param>
/// <param name="JudgmentsLookedAt">How often the judgments were used on this machine, including this time; null if unknown.</param>
/// <param name="Made">UTC.</param>
/// <param name="Warnings">What a reader should know before relying on the figures.</param>
public sealed record ReportHead(
    string Source, string? Judgments, int? JudgmentsLookedAt, DateTimeOffset Made, IReadOnlyList<string> Warnings);
