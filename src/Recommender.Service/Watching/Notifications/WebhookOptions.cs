namespace Recommender.Service.Watching.Notifications;

/// <summary>A receiver of notifications.</summary>
public sealed class WebhookOptions
{
    /// <summary>Address that receives the notifications. Treated as a secret: only its host is logged.</summary>
    public string Url { get; set; } = "";

    /// <summary>Signs each notification by Standard Webhooks, like a site's push webhook. Null: unsigned.</summary>
    public string? Secret { get; set; }

    /// <summary>Kinds to send; empty (the default): all.</summary>
    public IReadOnlyList<NotificationKind> Events { get; set; } = [];

    internal Uri? Address =>
        Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0
            ? address : null;

    internal bool Wants(NotificationKind kind) => Events.Count == 0 || Events.Contains(kind);
}
