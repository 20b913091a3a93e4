using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Tests.Rules;

/// <summary>Rules as an editor would write them; articles are named by their source ids.</summary>
internal static class TestRules
{
    public static Rule Pin(string article, int slot) => New(RuleKind.Pin) with
    {
        Subject = RuleSubject.Article, SubjectValue = ArticleKey.Of(article), Slot = slot,
    };

    public static Rule Exclude(string article) => Exclude(RuleSubject.Article, ArticleKey.Of(article));

    public static Rule Exclude(RuleSubject subject, string value) => New(RuleKind.Exclude) with { Subject = subject, SubjectValue = value };

    public static Rule Boost(string article, double factor) => Boost(RuleSubject.Article, ArticleKey.Of(article), factor);

    public static Rule Boost(RuleSubject subject, string value, double factor) =>
        New(RuleKind.Boost) with { Subject = subject, SubjectValue = value, Factor = factor };

    public static Rule NoBlock() => New(RuleKind.NoBlock);

    public static Rule Lock(params string[] articles) => New(RuleKind.Lock) with { Items = [.. articles.Select(ArticleKey.Of)] };

    public static Rule Present(string? article = null) => New(RuleKind.Present) with
    {
        Subject = article is null ? null : RuleSubject.Article, SubjectValue = article is null ? null : ArticleKey.Of(article),
    };

    /// <summary>The rule for the block of one article.</summary>
    public static Rule Under(this Rule rule, string article) => rule with { Scope = RuleScope.Article, ScopeValue = ArticleKey.Of(article) };

    public static Rule InSection(this Rule rule, string section) => rule with { Scope = RuleScope.Section, ScopeValue = section };

    public static Rule WithTag(this Rule rule, string tag) => rule with { Scope = RuleScope.Tag, ScopeValue = tag };

    public static Rule ChangedAt(this Rule rule, DateTimeOffset changed) => rule with { Changed = changed };

    /// <summary>The snapshot with these rules, named 1, 2, 3 in their order.</summary>
    public static SiteSnapshot WithRules(this SiteSnapshot snapshot, params Rule[] rules) =>
        snapshot.WithRules(new SiteRules(1, [.. rules.Select((rule, i) => rule with { Id = $"{i + 1}" })]));

    private static Rule New(RuleKind kind) => new()
    {
        Id = "1", Version = 1, Kind = kind, Scope = RuleScope.Site, CreatedBy = "ed", ChangedBy = "ed", Created = TestArticles.Now, Changed = TestArticles.Now,
    };
}
