using Recommender.Service.Rules;

namespace Recommender.Service.Related;

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

/// <summary>What editors say of how a block is shown. Null: as the site's template has it.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Language">The language of heading and dates, a BCP 47 tag.</param>
/// <param name="DateFormat">A .NET date format.</param>
public sealed record BlockPresentation(string? Heading, string? Language, string? DateFormat)
{
    public static readonly BlockPresentation None = new(null, null, null);

    /// <param name="rules">As with <see cref="PickPresentation"/>.</param>
    internal static BlockPresentation Of(IReadOnlyList<Rule> rules) => rules.Count == 0 ? None : new BlockPresentation(
        rules.First(rule => rule.Heading), rules.First(rule => rule.Language), rules.First(rule => rule.DateFormat));
}
