namespace Recommender.Service.Watching;

/// <summary>
/// Who may read <c>/metrics</c>. It contains site names, counts and ages, but nothing about readers except how many there are.
/// </summary>
public enum MetricsAccess
{
    /// <summary>Nobody: the endpoint does not exist.</summary>
    Off,

    /// <summary>Clients with an API key of role viewer for all sites.</summary>
    Key,

    /// <summary>Everyone who can reach the server.</summary>
    Open,
}
