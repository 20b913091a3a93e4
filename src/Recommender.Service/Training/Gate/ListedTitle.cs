namespace Recommender.Service.Training.Gate;

/// <param name="Title">Untrusted plain text.</param>
/// <param name="Score">Relatedness, 0 to 1.</param>
/// <param name="IsOther">The other list does not have it.</param>
/// <param name="IsGone">The article does not stand any more.</param>
public sealed record ListedTitle(string Title, double Score, bool IsOther, bool IsGone);
