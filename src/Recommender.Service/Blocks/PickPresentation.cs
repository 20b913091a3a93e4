using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>An editor's presentation of one pick. Null values keep the article's own.</summary>
/// <param name="Title">Replaces the article's title.</param>
/// <param name="Image">Absolute URL; replaces the article's image.</param>
/// <param name="Label">Text beside the title.</param>
public sealed record PickPresentation(string? Title, string? Image, string? Label)
{
    /// <param name="rules">In order of precedence: the first value counts.</param>
    internal static PickPresentation? Of(IReadOnlyList<PresentationRule> rules) => rules.Count == 0 ? null : new PickPresentation(
        rules.First(rule => rule.Title), rules.First(rule => rule.Image), rules.First(rule => rule.Label));
}
