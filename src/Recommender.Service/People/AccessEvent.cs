namespace Recommender.Service.People;

/// <summary>A sign-in, sign-out, failure or refusal.</summary>
public sealed record AccessEvent
{
    public required AccessEventKind Kind { get; init; }

    /// <summary>See <see cref="Actor.Id"/>; null if nobody has the typed name.</summary>
    public string? WhoId { get; init; }

    /// <summary>The name at that time. A typed name that nobody has is not kept: it may be a password.</summary>
    public required string Who { get; init; }

    /// <summary>The client's IPv4 address, or the network of its IPv6 address.</summary>
    public required string Client { get; init; }

    /// <summary>How somebody signed in, or what was refused.</summary>
    public required string Details { get; init; }

    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>The last time, if it happened several times within an hour.</summary>
    public required DateTimeOffset At { get; init; }

    public required long Times { get; init; }
}
