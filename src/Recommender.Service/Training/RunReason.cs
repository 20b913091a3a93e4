namespace Recommender.Service.Training;

/// <summary>What a run was started by.</summary>
public enum RunReason
{
    Hand,
    Schedule,
    NewArticles,
}
