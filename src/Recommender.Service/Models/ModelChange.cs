using System.ComponentModel;

namespace Recommender.Service.Models;

/// <summary>One entry in the history of a site's models.</summary>
public sealed record ModelChange
{
    public required DateTimeOffset At { get; init; }

    [Description("The shown name of who made it, at that time.")]
    public required string Who { get; init; }

    [Description("Who made it: person:ID, key:ID, operator or recommender. Absent of old changes.")]
    public string? WhoId { get; init; }

    public required ModelAction Action { get; init; }

    public string Version { get; init; } = "";

    /// <summary>The model that was live before.</summary>
    public string? Was { get; init; }

    public string Details { get; init; } = "";
}
