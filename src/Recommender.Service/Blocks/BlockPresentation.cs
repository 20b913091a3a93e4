using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

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
