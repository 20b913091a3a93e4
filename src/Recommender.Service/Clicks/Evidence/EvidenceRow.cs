namespace Recommender.Service.Clicks.Evidence;

/// <summary>The evidence of one day.</summary>
/// <param name="Day">In the site's time zone.</param>
internal readonly record struct EvidenceRow(DateOnly Day, EvidenceKey Key, EvidenceCount Count);
