using Recommender.Service.People;

namespace Recommender.Service.Watching;

/// <summary>The result of one check of the whole installation. Immutable.</summary>
/// <param name="Sites">By name.</param>
/// <param name="StoreProblem">Why the database is not writable; null if it is.</param>
/// <param name="FreeBytes">Free space of the fuller of the disks for data and models; null if unknown.</param>
public sealed record MonitorState(IReadOnlyDictionary<string, SiteState> Sites, string? StoreProblem, long? FreeBytes)
{
    /// <summary>Keys in use that stop soon, or have stopped, because of the person who answers for them.</summary>
    public IReadOnlyList<ApiKey> EndingKeys { get; init; } = [];

    public static readonly MonitorState None = new(new Dictionary<string, SiteState>(), null, null);

    public SiteState Of(string site) => Sites.GetValueOrDefault(site) ?? SiteState.Unknown;
}
