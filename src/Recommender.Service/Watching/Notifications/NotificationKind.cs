namespace Recommender.Service.Watching.Notifications;

/// <summary>The events that can be notified.</summary>
public enum NotificationKind
{
    RunFinished,
    RunRefused,
    RunFailed,
    FeedSilent,
    ModelTooOld,
    HealthChanged,
}
