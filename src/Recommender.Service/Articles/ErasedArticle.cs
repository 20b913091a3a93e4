namespace Recommender.Service.Articles;

/// <summary>An article whose content was erased.</summary>
/// <param name="SourceId">The source's id of it.</param>
/// <param name="Title">Its former title.</param>
/// <param name="WasWithdrawn">Whether it was withdrawn before.</param>
public sealed record ErasedArticle(string SourceId, string Title, bool WasWithdrawn);
