namespace Recommender.Service.Evaluation.Reporting;

/// <summary>What a report was made of.</summary>
/// <param name="Source">Name of the file or site.</param>
/// <param name="Judgments">Name of the file with the judgments; null where the site's newest links were held out.</param>
/// <param name="JudgmentsLookedAt">How often they were looked at on this machine, this time included; null where that is not known.</param>
/// <param name="Made">UTC.</param>
/// <param name="Warnings">What a reader should know before he believes the figures.</param>
public sealed record ReportHead(string Source, string? Judgments, int? JudgmentsLookedAt, DateTimeOffset Made, IReadOnlyList<string> Warnings);
