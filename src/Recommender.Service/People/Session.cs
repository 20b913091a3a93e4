namespace Recommender.Service.People;

/// <summary>A session of a signed-in person.</summary>
public sealed record Session
{
    /// <summary>Names the session; whoever knows it cannot use the session.</summary>
    public required string Id { get; init; }

    /// <summary>Coarse description of the browser, for its user to recognise.</summary>
    public required string Client { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Up to a few minutes earlier than its last request.</summary>
    public required DateTimeOffset LastUsed { get; init; }

    /// <summary>The end, however much it is used.</summary>
    public required DateTimeOffset Expires { get; init; }
}
