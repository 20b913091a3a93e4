namespace Recommender.Service.Evaluation.Reporting;

/// <summary>An article in a list.</summary>
/// <param name="Id">The article's id in its source.</param>
/// <param name="Title">Untrusted plain text.</param>
/// <param name="Language">ISO 639-1, or null.</param>
/// <param name="Published">UTC, or null.</param>
/// <param name="Grade">Above 0 if it is judged as related to the query.</param>
public sealed record ListedArticle(string Id, string Title, string? Language, DateTimeOffset? Published, double Grade);
