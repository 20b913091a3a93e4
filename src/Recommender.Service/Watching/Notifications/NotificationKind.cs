namespace Recommender.Service.Watching.Notifications;

/// <summary>What happens that somebody wants to be told.</summary>
public enum NotificationKind
{
    RunFinished,
    RunRefused,
    RunFailed,
    FeedSilent,
    ModelTooOld,
    HealthChanged,
}
