namespace Recommender.Service.Articles;

/// <summary>The outcome of <see cref="ArticleStore"/> for an article.</summary>
public enum SaveOutcome
{
    Unchanged,
    New,
    Changed,
}
