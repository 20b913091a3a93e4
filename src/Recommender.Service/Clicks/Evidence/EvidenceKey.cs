namespace Recommender.Service.Clicks.Evidence;

/// <summary>Identifies a number of different clients on one day.</summary>
/// <param name="Site">The site's name.</param>
/// <param name="About">What it is about.</param>
/// <param name="Subject">Key of an article or id of a rule; empty if not needed.</param>
/// <param name="Slot">The slot; 0 for any.</param>
internal readonly record struct EvidenceKey(string Site, EvidenceAbout About, string Subject, int Slot);
