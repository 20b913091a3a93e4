namespace Recommender.Service.Watching;

/// <summary>The kinds of problems that are reported.</summary>
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
    KeysEnding,
    WorkFailing,
}
