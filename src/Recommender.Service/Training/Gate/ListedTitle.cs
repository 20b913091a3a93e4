namespace Recommender.Service.Training.Gate;

/// <param name="Title">Untrusted plain text.</param>
/// <param name="Score">Relatedness, 0 to 1.</param>
/// <param name="IsOther">The article is not on the other list.</param>
/// <param name="IsGone">The article is withdrawn or gone.</param>
public sealed record ListedTitle(string Title, double Score, bool IsOther, bool IsGone);
