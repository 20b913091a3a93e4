namespace Recommender.Service.Embed;

/// <summary>The result of an export, in numbers of files.</summary>
public sealed record ExportReport(int Written, int Unchanged, int Removed);
