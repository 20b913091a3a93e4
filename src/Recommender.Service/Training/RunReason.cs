namespace Recommender.Service.Training;

/// <summary>What started a run.</summary>
public enum RunReason
{
    Hand,
    Schedule,
    NewArticles,
}
