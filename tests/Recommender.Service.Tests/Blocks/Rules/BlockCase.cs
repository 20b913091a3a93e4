using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Rules;

/// <summary>A site's lists and rules, and a request for a block; small, so that rules meet.</summary>
public sealed record BlockCase(
    (int Article, int Score)[] List, int[] Twins, Rule[] Rules, int Limit, bool Fallback, int[] Shown, int MaxPerSection, bool HasModel)
{
    internal const int Articles = 14;

    internal SiteSnapshot Site { get; } = SiteOf(List, Twins, HasModel).WithRules(Rules);

    internal BlockRequest Request => new() { Article = 0, Limit = Limit, Fallback = Fallback, Excluded = Shown, Explain = true };

    internal BlockOptions Options => new() { MaxPerSection = MaxPerSection };

    internal Block Build() => new BlockBuilder(Site, Request, Options, Now).Build();

    internal bool IsLocked => Site.InForce.At(Now.UtcDateTime, TimeZoneInfo.Utc).Of(0).Lock() is not null;

    internal bool Excludes(ArticleCard card) => Site.Rules.Rules.Any(rule =>
        rule is ExcludeRule && rule.Holds() && rule.Concerns(Site.Articles[0]) && rule.Moves(card));

    internal BlockCase Again() => new(List, Twins, Rules, Limit, Fallback, Shown, MaxPerSection, HasModel);

    private static SiteSnapshot SiteOf((int Article, int Score)[] list, int[] twins, bool hasModel)
    {
        var articles = Enumerable.Range(0, Articles)
            .Select(i => Of($"{i}", daysAgo: i == 12 ? -1 : i + 1, section: i % 3 == 0 ? "Sport" : "News") with
            {
                Withdrawn = i == 13 ? Now : null, Tags = [i % 2 == 0 ? "even" : "odd"], Author = $"author {i % 4}",
            })
            .ToArray();
        var site = TestSnapshots.Of(articles);
        return !hasModel ? site : site.WithList(
            "0",
            [
                .. list.DistinctBy(entry => entry.Article).Select(entry => ($"{entry.Article}", entry.Score / 100f))
                    .OrderByDescending(entry => entry.Item2),
            ],
            [[.. twins.Distinct().Select(card => $"{card}")]]);
    }
}
