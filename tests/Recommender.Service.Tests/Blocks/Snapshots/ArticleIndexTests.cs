using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Blocks.Snapshots;

public class ArticleIndexTests
{
    [Fact]
    public void The_newest_public_article_of_an_address_is_found()
    {
        var articles = ArticleIndex.Of([Card(Of("old", 9) with { Url = "https://example.org/page" }),
            Card(Of("new", 1) with { Url = "http://www.example.org/page/" })]);

        Assert.Equal("new", articles[articles.FindByUrl("https://example.org/page?utm_source=x")].SourceId);

        articles = articles.With([Card(Of("new", 1) with { Url = "http://www.example.org/page/", Withdrawn = Now })], out _);

        Assert.Equal("old", articles[articles.FindByUrl("https://example.org/page")].SourceId);
    }

    [Fact]
    public void An_article_is_found_only_by_its_new_address_after_a_change()
    {
        var articles = ArticleIndex.Of([Card(Of("a"))]).With([Card(Of("a") with { Url = "https://example.org/moved" })], out _);

        Assert.Equal(0, articles.FindByUrl("https://example.org/moved"));
        Assert.Equal(-1, articles.FindByUrl("https://example.org/a"));
    }

    [Fact]
    public void The_order_by_date_after_changes_matches_a_new_index()
    {
        var first = Enumerable.Range(0, 40).Select(i => Card(Of($"a{i}", daysAgo: i * 7 % 40, section: $"s{i % 3}"))).ToList();
        var changes = new List<ArticleCard>
        {
            Card(Of("a3", daysAgo: 0.5, section: "s2")),
            Card(Of("a9") with { Withdrawn = Now }), Card(Of("b1", daysAgo: 17, section: "s1")),
            Card(Of("b2") with { Published = null }),
        };

        var changed = ArticleIndex.Of(first).With(changes, out _);
        var fresh = ArticleIndex.Of([.. first.Where(card => changes.All(change => change.Key != card.Key)), .. changes]);

        Assert.Equal(Ids(fresh, fresh.Newest), Ids(changed, changed.Newest));
        Assert.Equal(Ids(fresh, fresh.NewestInSection("s2")), Ids(changed, changed.NewestInSection("s2")));
    }

    private static string[] Ids(ArticleIndex articles, ReadOnlySpan<int> cards) =>
        [.. cards.ToArray().Select(card => articles[card].SourceId)];

    private static ArticleCard Card(Article article) => ArticleCard.Of(article, 1);
}
