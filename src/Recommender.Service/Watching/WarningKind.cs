namespace Recommender.Service.Watching;

/// <summary>What can be wrong.</summary>
public enum WarningKind
{
    StoreNotWritable,
    DiskNearlyFull,
    NoModel,
    ModelUnreadable,
    ModelTooOld,
    RunFailed,
    RunRefused,
    FeedSilent,
    ListsUnrefreshed,
    SiteUnreadable,
    ArticlesUnreadable,
    RulesUnreadable,
}
