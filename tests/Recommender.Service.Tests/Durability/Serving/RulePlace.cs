using System.Globalization;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A place for one rule at a time, such as a slot of a page's block; places of one client do not hinder each other.</summary>
/// <param name="Page">Key of the page's article.</param>
/// <param name="Content">The rule's content in an edition, given its reason.</param>
internal sealed record RulePlace(string Page, Func<int, string, Dictionary<string, object?>> Content)
{
    /// <summary>
    /// Articles that no client pushes, and so no client withdraws. Modulo 4, their numbers keep pins of different slots and exclusions
    /// apart.
    /// </summary>
    public const int Articles = 48;

    public EditedRule? Rule { get; set; }

    /// <summary>Pins, exclusions, boosts and headings of one page, and a lock of another.</summary>
    public static IEnumerable<RulePlace> Of(string page, string locked)
    {
        var (key, second) = (ArticleKey.Of(page), ArticleKey.Of(locked));
        return
        [
            new RulePlace(key, (edition, reason) => Pin(key, 1, 4 * edition % Articles, reason)),
            new RulePlace(key, (edition, reason) => Pin(key, 2, ((4 * edition) + 1) % Articles, reason)),
            new RulePlace(key, (edition, reason) => Of(
                "exclude", key, reason, ("subject", "article"), ("subjectValue", Key(((4 * edition) + 2) % Articles)))),
            new RulePlace(key, (edition, reason) => Of(
                "boost", key, reason, ("subject", "section"), ("subjectValue", "section 1"), ("factor", 1.5 + (edition % 8)))),
            new RulePlace(key, (edition, reason) => Of(
                "present", key, reason, ("heading", string.Create(CultureInfo.InvariantCulture, $"Heading {edition}")))),
            new RulePlace(second, (edition, reason) => Of(
                "lock", second, reason, ("items", Enumerable.Range(0, 3).Select(i => Key(((3 * edition) + i) % Articles)).ToArray()))),
        ];
    }

    public static string Key(int article) => ArticleKey.Of(string.Create(CultureInfo.InvariantCulture, $"part-{article}"));

    private static Dictionary<string, object?> Pin(string page, int slot, int article, string reason) =>
        Of("pin", page, reason, ("subject", "article"), ("subjectValue", Key(article)), ("slot", slot));

    private static Dictionary<string, object?> Of(string kind, string page, string reason, params (string Name, object? Value)[] own)
    {
        var rule = own.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);
        (rule["kind"], rule["scope"], rule["scopeValue"], rule["reason"]) = (kind, "article", page, reason);
        return rule;
    }
}
