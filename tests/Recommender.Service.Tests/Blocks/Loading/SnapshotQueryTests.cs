using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Blocks.Loading;

public class SnapshotQueryTests
{
    // Large enough to be read in two halves.
    private const int Articles = 10_500;

    [Fact]
    public async Task The_two_halves_of_a_large_site_contain_every_article_once()
    {
        using var folder = await new TestFolder()
            .WithAsync([.. Enumerable.Range(0, Articles).Select(number => TestArticles.Of($"n{number}"))]);
        using var database = Database.Open(folder.Data);
        var query = new SnapshotQuery(database);

        var whole = Keys(await query.CardsSinceAsync(SiteStore.Default, 0, null, TestContext.Current.CancellationToken));
        Assert.Equal(Articles, whole.Count);
        Assert.Equal(whole, Keys(await query.CardsAsync(SiteStore.Default, TestContext.Current.CancellationToken)));

        // Most of the site changes at once and one article is withdrawn, which moves the middle.
        await folder.WithAsync(
            [.. Enumerable.Range(0, 9_000).Select(number => TestArticles.Of($"n{number}", text: "Now it says something else."))]);
        Assert.Equal(whole, Keys(await query.CardsAsync(SiteStore.Default, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Missing_fields_of_an_article_are_empty()
    {
        using var folder = await new TestFolder().WithAsync(new Article { SourceId = "bare", Title = "Bare", Text = "Nothing else." });
        using var database = Database.Open(folder.Data);

        var card = Assert.Single(await new SnapshotQuery(database).CardsAsync(SiteStore.Default, TestContext.Current.CancellationToken));

        Assert.Equal((null, null, null, null, null), (card.Url, card.UrlKey, card.Summary, card.Image, card.Author));
        Assert.Equal((null, null, null, false), (card.Section, card.Language, card.PublishedOrNull, card.Withdrawn));
    }

    private static SortedSet<string> Keys(IReadOnlyList<ArticleCard> cards)
    {
        var keys = new SortedSet<string>(cards.Select(card => card.Key), StringComparer.Ordinal);
        Assert.Equal(cards.Count, keys.Count);
        return keys;
    }
}
