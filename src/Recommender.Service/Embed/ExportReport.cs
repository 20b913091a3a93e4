namespace Recommender.Service.Embed;

/// <summary>What an export did, in files.</summary>
public sealed record ExportReport(int Written, int Unchanged, int Removed);
