using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Related.Explaining;

/// <summary>Describes rules for editors, and their effects on articles in explanations.</summary>
internal static class RuleWords
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    /// <summary>What a rule does.</summary>
    public static string What(Rule rule, ArticleIndex articles) => rule.Match(
        pin: pin => $"Pins {Title(pin.Article, articles)} to place {pin.Slot}",
        exclude: exclude => $"Excludes {Target(exclude.Excluded, articles)}",
        boost: boost => $"{(boost.Factor >= 1 ? "Boosts" : "Buries")} {Target(boost.Boosted, articles)} by the factor "
            + boost.Factor.ToString("0.##", English),
        noBlock: _ => "Shows no block",
        locked: locked => $"Locks {(locked.Items.Count == 1 ? "1 article" : $"{locked.Items.Count} articles")}: "
            + $"{string.Join(", ", locked.Items.Take(3).Select(key => Title(key, articles)))}{(locked.Items.Count > 3 ? ", …" : "")}",
        presentation: presentation => $"Shows {(presentation.Article is { } pick ? Title(pick, articles) : "the block")} with "
            + string.Join(", ", Presented(presentation)));

    /// <summary>The name of a kind, for lists of choices.</summary>
    public static string NameOf(RuleKind kind) => kind switch
    {
        RuleKind.Pin => "Pin",
        RuleKind.Exclude => "Exclude",
        RuleKind.Boost => "Boost or bury",
        RuleKind.NoBlock => "No block",
        RuleKind.Lock => "Lock",
        RuleKind.Present => "Show differently",
    };

    /// <summary>The title of an article in quotation marks.</summary>
    public static string Title(string? key, ArticleIndex articles) =>
        key is not null && articles.FindByKey(key) is >= 0 and var card ? $"“{articles[card].Title}”" : $"the unknown article {key}";

    public static string Of(RuleTouch touch) => touch.Rule.Match(
        pin: pin => $"pinned to slot {pin.Slot}{By(pin)}{Displacement(touch)}",
        exclude: exclude => $"excluded{By(exclude)}",
        boost: boost => string.Create(
            English, $"{(boost.Factor >= 1 ? "boosted" : "buried")} by the factor {boost.Factor:0.##}{By(boost)}"),
        noBlock: noBlock => $"in no block{By(noBlock)}",
        locked: locked => $"the block is locked{By(locked)}",
        presentation: presentation => $"presented differently from its article{By(presentation)}");

    public static string Of(LeftOut left) => left.Reason switch
    {
        LeftOutReason.Excluded => $"excluded{By(left.By!)}",
        LeftOutReason.NotPublic => "withdrawn, or dated in the future",
        LeftOutReason.Shown => "the page already shows it or the same story in another article",
        LeftOutReason.NotRequested => "it does not match the sections, tags or dates of the request",
        LeftOutReason.Duplicate when left.By is { } other => $"it, or the same story in another article, is pinned{By(other)}",
        LeftOutReason.Duplicate => "it is already in the locked block",
        _ => "other pins take all slots",
    };

    /// <summary>Names the rule for a reader, for example "by rule 17 (section Sport)".</summary>
    public static string By(Rule rule) =>
        $" by rule {rule.Id} ({(rule.Scope == RuleScope.Site ? "site" : $"{EnumWords.Of(rule.Scope)} {rule.ScopeValue}")})";

    private static string Displacement(RuleTouch touch)
    {
        var displaced = touch.DisplacedBy is { } other ? $"; displaced by rule {other.Id}" : "";
        return touch.Displaced.Count == 0 ? displaced
            : $"{displaced}; without it here: {string.Join(", ", touch.Displaced.Select(card => card.Title))}";
    }

    private static string Target(RuleTarget target, ArticleIndex articles) => target.Subject switch
    {
        RuleSubject.Article => Title(target.Value, articles),
        RuleSubject.Section => $"the section {target.Value}",
        RuleSubject.Tag => $"the tag {target.Value}",
        RuleSubject.Author => $"the author {target.Value}",
        _ when double.TryParse(target.Value, NumberStyles.Float, English, out var days) => string.Create(
            English, $"articles {(days < 0 ? "at most" : "older than")} {Math.Abs(days):0.##} days{(days < 0 ? " old" : "")}"),
        _ => $"articles of the age {target.Value}",
    };

    private static IEnumerable<string> Presented(PresentationRule rule)
    {
        (string Name, string? Text)[] all =
        [
            ("the title", rule.Title), ("the image", rule.Image), ("the label", rule.Label), ("the heading", rule.Heading),
            ("the language", rule.Language), ("the date format", rule.DateFormat),
        ];
        return all.Where(one => one.Text is not null).Select(one => $"{one.Name} “{one.Text}”");
    }
}
