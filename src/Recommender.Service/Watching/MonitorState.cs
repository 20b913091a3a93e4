namespace Recommender.Service.Watching;

/// <summary>What a look found of the whole installation. Immutable.</summary>
/// <param name="Sites">By name.</param>
/// <param name="StoreProblem">Why the database cannot be written; null where it can.</param>
/// <param name="FreeBytes">On the fuller of the disks of data and models; null where that cannot be told.</param>
public sealed record MonitorState(IReadOnlyDictionary<string, SiteState> Sites, string? StoreProblem, long? FreeBytes)
{
    public static readonly MonitorState None = new(new Dictionary<string, SiteState>(), null, null);

    public SiteState Of(string site) => Sites.GetValueOrDefault(site) ?? SiteState.Unknown;
}
