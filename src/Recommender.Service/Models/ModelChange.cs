namespace Recommender.Service.Models;

/// <summary>One entry in the history of a site's models.</summary>
public sealed record ModelChange
{
    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    public required ModelAction Action { get; init; }

    public string Version { get; init; } = "";

    /// <summary>The model that was live before.</summary>
    public string? Was { get; init; }

    public string Details { get; init; } = "";
}
