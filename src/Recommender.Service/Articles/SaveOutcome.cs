namespace Recommender.Service.Articles;

/// <summary>The outcome of <see cref="ArticleStore.SaveAsync"/> for an article.</summary>
public enum SaveOutcome
{
    Unchanged,
    New,
    Changed,
}
