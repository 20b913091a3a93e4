namespace Recommender.Service.Watching.Notifications;

/// <summary>What happens that somebody wants to be told.</summary>
public enum NoticeKind
{
    RunFinished,
    RunRefused,
    RunFailed,
    FeedSilent,
    ModelTooOld,
    HealthChanged,
}
