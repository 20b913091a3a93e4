using System.ComponentModel;

namespace Recommender.Service.Watching.Notifications;

/// <summary>What a webhook is told, as JSON.</summary>
public sealed record Notification
{
    [Description("Tells it from every other; the same where it is sent again.")]
    public required string Id { get; init; }

    public required NotificationKind Event { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null: the whole installation.</summary>
    public string? Site { get; init; }

    /// <summary>In words, for a chat to show.</summary>
    public required string Text { get; init; }

    /// <summary>The run, where it is about one.</summary>
    public string? Run { get; init; }

    /// <summary>Of a change of health: ok or degraded.</summary>
    public string? Status { get; init; }
}
