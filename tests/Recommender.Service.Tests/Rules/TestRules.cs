using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Tests.Rules;

/// <summary>Rules as an editor would write them; articles are named by their source ids.</summary>
internal static class TestRules
{
    public static PinRule Pin(string article, int slot) => (PinRule)New(RuleKind.Pin, Moving(article) with { Slot = slot });

    public static ExcludeRule Exclude(string article) => Exclude(RuleSubject.Article, ArticleKey.Of(article));

    public static ExcludeRule Exclude(RuleSubject subject, string value) =>
        (ExcludeRule)New(RuleKind.Exclude, new RuleContent { Subject = subject, SubjectValue = value });

    public static BoostRule Boost(string article, double factor) => Boost(RuleSubject.Article, ArticleKey.Of(article), factor);

    public static BoostRule Boost(RuleSubject subject, string value, double factor) =>
        (BoostRule)New(RuleKind.Boost, new RuleContent { Subject = subject, SubjectValue = value, Factor = factor });

    public static NoBlockRule NoBlock() => (NoBlockRule)New(RuleKind.NoBlock, new RuleContent());

    public static LockRule Lock(params string[] articles) =>
        (LockRule)New(RuleKind.Lock, new RuleContent { Items = [.. articles.Select(ArticleKey.Of)] });

    public static PresentationRule Present(string? article = null) =>
        (PresentationRule)New(RuleKind.Present, article is null ? new RuleContent() : Moving(article));

    /// <summary>The rule for the block of one article.</summary>
    public static T Under<T>(this T rule, string article)
        where T : Rule => (T)((Rule)rule with { Scope = RuleScope.Article, ScopeValue = ArticleKey.Of(article) });

    public static T InSection<T>(this T rule, string section)
        where T : Rule => (T)((Rule)rule with { Scope = RuleScope.Section, ScopeValue = section });

    public static T WithTag<T>(this T rule, string tag)
        where T : Rule => (T)((Rule)rule with { Scope = RuleScope.Tag, ScopeValue = tag });

    public static Rule ChangedAt(this Rule rule, DateTimeOffset changed) => rule with { Changed = changed };

    /// <summary>The snapshot with these rules, named 1, 2, 3 in their order.</summary>
    public static SiteSnapshot WithRules(this SiteSnapshot snapshot, params Rule[] rules) =>
        snapshot.WithRules(new SiteRules(1, [.. rules.Select((rule, i) => rule with { Id = $"{i + 1}" })]));

    private static RuleContent Moving(string article) => new() { Subject = RuleSubject.Article, SubjectValue = ArticleKey.Of(article) };

    private static Rule New(RuleKind kind, RuleContent content) => Rule.Of(new RuleDocument(content)
    {
        Id = "1", Version = 1, Kind = kind, Scope = RuleScope.Site, CreatedBy = "ed", ChangedBy = "ed", Created = TestArticles.Now,
        Changed = TestArticles.Now,
    });
}
