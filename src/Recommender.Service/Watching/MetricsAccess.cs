namespace Recommender.Service.Watching;

/// <summary>Who may read <c>/metrics</c>. It holds names of sites, counts and ages: nothing of readers, but how many there are.</summary>
public enum MetricsAccess
{
    /// <summary>Nobody: there is no such page.</summary>
    Off,

    /// <summary>Who brings a key of role viewer for all sites.</summary>
    Key,

    /// <summary>Everybody who can reach the server.</summary>
    Open,
}
