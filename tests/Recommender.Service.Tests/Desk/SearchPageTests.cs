using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.People;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Desk;

/// <summary>The page of articles and its API: filters, pages and what is wrong with them. No script runs here.</summary>
public sealed class SearchPageTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private HttpClient _editor = null!;

    public async ValueTask InitializeAsync()
    {
        Article[] articles =
        [
            .. Newsroom, .. Enumerable.Range(0, 50).Select(i => Of($"note-{i}", 100 + i, "Notes", text: "A note")),
            Of("signed", 1) with { Author = "Ada Writer", Tags = ["Bread", "Salt"] },
        ];
        _service = await Guests.ServiceWithAsync(articles, ("Recommender:Block:FillByDefault", "true"));
        await _service.PersonAsync("edith", Role.Editor);
        _editor = await _service.SignedInAsync("edith");
    }

    public async ValueTask DisposeAsync()
    {
        _editor.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("q=title&section=harbour", "harbour-1 harbour-2")]
    [InlineData("section=Harbour&q=", "harbour-1 harbour-2")]
    [InlineData("tag=bread", "signed")]
    [InlineData("author=ada+writer&section=&tag=&from=&to=&q=", "signed")]
    [InlineData("author=Ada", "")]
    [InlineData("from=2026-05-28&to=2026-05-29", "hospital-2 meteorite-2")]
    [InlineData("from=2026-05-28&to=2026-05-29&q=nurses", "hospital-2")]
    [InlineData("to=0001-01-01", "")]
    [InlineData("from=9999-12-31&to=9999-12-31", "")]
    public async Task Filters_limit_the_results_with_and_without_words(string query, string expected)
    {
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), await FindAsync(query));
    }

    [Fact]
    public async Task Only_articles_with_rules_or_in_no_block_are_found_if_that_is_asked()
    {
        Assert.Empty(await FindAsync("rules=any"));
        var saved = await _editor.SendFormAsync("/desk/default/articles", "/desk/default/articles/bulk",
            ("article", ArticleKey.Of("choir")), ("action", "noBlock"), ("do", "save"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        Assert.Equal(["choir"], await FindAsync("rules=any"));
        Assert.Empty(await FindAsync("rules=any&q=harbour"));
        // Without a model, blocks are filled with the newest articles.
        var nowhere = await FindAsync("blocks=none&limit=100");
        Assert.Contains("note-49", nowhere);
        Assert.DoesNotContain("signed", nowhere);
    }

    [Theory]
    [InlineData("title choir", true)]
    [InlineData("chior", true)]
    [InlineData("https://example.org/choir?utm_source=x", true)]
    [InlineData("Bach", false)]
    [InlineData("meteorite", false)]
    public async Task Rules_are_found_by_the_titles_and_addresses_of_their_articles(string typed, bool found)
    {
        await _editor.SendFormAsync("/desk/default/articles", "/desk/default/articles/bulk",
            ("article", ArticleKey.Of("choir")), ("action", "noBlock"), ("do", "save"));

        var page = await _editor.TextAsync($"/desk/default/rules?text={Uri.EscapeDataString(typed)}");
        Assert.Contains(found ? "1 rule." : "0 rules.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_lead_on_and_back_with_all_filters_and_count_all_results()
    {
        var first = await _editor.TextAsync("/desk/default/articles?q=note&section=notes");
        Assert.Contains("50 articles, the best first.", first, StringComparison.Ordinal);
        Assert.Contains("Page 1 of 3", first, StringComparison.Ordinal);
        Assert.Contains("href=\"/desk/default/articles?q=note&amp;section=notes&amp;page=2\"", first, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", first, StringComparison.Ordinal);

        var last = await _editor.TextAsync("/desk/default/articles?q=note&section=notes&page=3");
        Assert.Contains("rel=\"prev\"", last, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", last, StringComparison.Ordinal);
        Assert.Equal(50, (await FindAsync("q=note&section=notes")).Concat(await FindAsync("q=note&section=notes&page=2"))
            .Concat(await FindAsync("q=note&section=notes&page=3")).Distinct().Count());
        Assert.Contains("58 articles, the newest first.", await _editor.TextAsync("/desk/default/articles"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_that_it_shows_similar_articles_only()
    {
        var page = await _editor.TextAsync("/desk/default/articles?q=dredgign+harbuor");
        Assert.Contains("No article has all of these words as typed.", page, StringComparison.Ordinal);
        Assert.Contains("Title of harbour-2", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("to=2026-02-30")]
    [InlineData("page=0")]
    [InlineData("page=99999999999")]
    [InlineData("rules=maybe")]
    [InlineData("blocks=some")]
    [InlineData("section=a&section=b")]
    [InlineData("limit=101")]
    public async Task A_wrong_filter_is_refused_with_a_reason(string query)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _editor.GetAsync($"/v1/default/search?q=a&{query}",
            TestContext.Current.CancellationToken)).StatusCode);
        var page = await _editor.GetAsync($"/desk/default/articles?q=a&{query}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains(query.Split('=')[0], await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private async Task<string[]> FindAsync(string query)
    {
        var found = await _editor.GetFromJsonAsync<JsonElement>($"/v1/default/search?{query}", TestContext.Current.CancellationToken);
        return [.. found.GetProperty("articles").EnumerateArray().Select(article => article.GetProperty("sourceId").GetString()!).Order()];
    }
}
