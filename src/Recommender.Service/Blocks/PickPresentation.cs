using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>What an editor changed of how one pick is shown. Null: as the article says.</summary>
/// <param name="Title">Instead of the article's.</param>
/// <param name="Image">Absolute URL, instead of the article's.</param>
/// <param name="Label">Words beside the title.</param>
public sealed record PickPresentation(string? Title, string? Image, string? Label)
{
    /// <param name="rules">In the order of precedence: what an earlier one says, a later one does not change.</param>
    internal static PickPresentation? Of(IReadOnlyList<Rule> rules) => rules.Count == 0 ? null : new PickPresentation(
        rules.First(rule => rule.Title), rules.First(rule => rule.Image), rules.First(rule => rule.Label));
}
