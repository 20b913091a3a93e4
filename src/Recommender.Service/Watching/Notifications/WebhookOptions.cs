namespace Recommender.Service.Watching.Notifications;

/// <summary>One who is told.</summary>
public sealed class WebhookOptions
{
    /// <summary>Shortest secret, in characters.</summary>
    public const int ShortestSecret = 24;

    /// <summary>Where notices are posted. Taken for a secret: never logged but for its host.</summary>
    public string Url { get; set; } = "";

    /// <summary>Signs each notice, as the webhook of a site's pushes is signed. Null: unsigned.</summary>
    public string? Secret { get; set; }

    /// <summary>What is told; empty (the default): everything.</summary>
    public IReadOnlyList<NotificationKind> Events { get; set; } = [];

    internal Uri? Address =>
        Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0 ? address : null;

    internal bool Wants(NotificationKind kind) => Events.Count == 0 || Events.Contains(kind);
}
