using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>The editors' heading, language and date format of a block. A null value leaves the choice to the site's template.</summary>
/// <param name="Language">The language of heading and dates, a BCP 47 tag.</param>
/// <param name="DateFormat">A .NET date format.</param>
public sealed record BlockPresentation(string? Heading, string? Language, string? DateFormat)
{
    public static readonly BlockPresentation None = new(null, null, null);

    /// <param name="rules">In order of precedence, as for <see cref="PickPresentation"/>.</param>
    internal static BlockPresentation Of(IReadOnlyList<PresentationRule> rules) => rules.Count == 0 ? None : new BlockPresentation(
        rules.First(rule => rule.Heading), rules.First(rule => rule.Language), rules.First(rule => rule.DateFormat));
}
