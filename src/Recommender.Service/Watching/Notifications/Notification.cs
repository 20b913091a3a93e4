using System.ComponentModel;

namespace Recommender.Service.Watching.Notifications;

/// <summary>The JSON body of a notification to a webhook.</summary>
public sealed record Notification
{
    [Description("Unique id; the same when the notification is sent again.")]
    public required string Id { get; init; }

    public required NotificationKind Event { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the whole installation.</summary>
    public string? Site { get; init; }

    /// <summary>Plain text, for example for a chat.</summary>
    public required string Text { get; init; }

    /// <summary>The run, if the notification is about one.</summary>
    public string? Run { get; init; }

    /// <summary>For a change of health: ok or degraded.</summary>
    public string? Status { get; init; }
}
