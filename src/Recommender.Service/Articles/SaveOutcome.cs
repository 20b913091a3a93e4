namespace Recommender.Service.Articles;

/// <summary>What <see cref="ArticleStore.SaveAsync"/> did with an article.</summary>
public enum SaveOutcome
{
    Unchanged,
    New,
    Changed,
}
