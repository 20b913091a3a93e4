namespace Recommender.Service.Clicks.Evidence;

/// <summary>Numbers of different clients on one day.</summary>
/// <param name="Seen">Clients that saw it.</param>
/// <param name="Clicked">Clients that clicked it.</param>
internal readonly record struct EvidenceCount(long Seen, long Clicked);
