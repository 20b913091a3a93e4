using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Search;

/// <summary>The cards that pass the filters of a search.</summary>
internal sealed class ArticleFilter
{
    private readonly ArticleQuery _query;
    private readonly DateTime _from;
    private readonly DateTime _until;
    private readonly HashSet<string>? _only;

    /// <param name="query">The search.</param>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="only">The keys of the only articles that may pass; null for all.</param>
    public ArticleFilter(ArticleQuery query, TimeZoneInfo zone, HashSet<string>? only)
    {
        (_query, _only) = (query, only);
        _from = query.From is { } from ? StartOf(from, zone) : DateTime.MinValue;
        _until = query.To is { } to && to < DateOnly.MaxValue ? StartOf(to.AddDays(1), zone) : DateTime.MaxValue;
    }

    /// <summary>The keys of articles with rules: the pages whose own blocks they change, and the articles that they name.</summary>
    public static HashSet<string> WithRules(SiteRules rules) =>
    [
        .. rules.Rules.Where(rule => rule.Scope == RuleScope.Article).Select(rule => rule.ScopeValue).OfType<string>(),
        .. rules.Rules.Select(rule => rule.Content).Where(content => content.Subject == RuleSubject.Article)
            .Select(content => content.SubjectValue).OfType<string>(),
        .. rules.Rules.SelectMany(rule => rule.Content.Items ?? []),
    ];

    public bool Passes(ArticleCard card) =>
        (_query.Section is null || Same(card.Section, _query.Section))
        && (_query.Author is null || Same(card.Author, _query.Author))
        && (_query.Tag is null || card.Tags.Any(tag => Same(tag, _query.Tag)))
        && card.Published >= _from && card.Published < _until
        && (_only is null || _only.Contains(card.Key));

    private static bool Same(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static DateTime StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // The first moment of a day that begins with a change of the clock.
        return day.Year is > 1 and < 9999 ? local - zone.GetUtcOffset(local) : local;
    }
}
