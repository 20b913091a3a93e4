using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Storage;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Desk;

public sealed class ArticleSearchTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private SearchedDesk? _desk;

    [Theory]
    [InlineData("dredg", "harbour-1 harbour-2")]
    [InlineData("HARB court", "harbour-2")]
    [InlineData("choir", "choir")]
    [InlineData("https://www.example.org/meteorite-1", "meteorite-1")]
    [InlineData("example.org/choir", "choir")]
    [InlineData("title mete", "meteorite-1 meteorite-2")]
    [InlineData("eglise", "accent")]
    [InlineData("église", "accent")]
    [InlineData("nothing like this", "")]
    public async Task Every_search_word_must_begin_a_word_of_title_address_or_text(string typed, string expected)
    {
        await _folder.WithAsync([.. Newsroom, Of("accent", text: "Une ÉGLISE ancienne")]);

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), (await FindAsync(typed)).Order());
    }

    [Theory]
    [InlineData("e\u0301glise re\u0301nove\u0301e", "accent")]
    [InlineData("re\u0301sume", "apart accent")]
    [InlineData("résumé", "apart accent")]
    [InlineData("\uff32\uff45\uff53\uff55\uff4d", "apart accent")]
    [InlineData("\uff21\uff29 \uff12\uff10\uff12\uff16", "latin wide")]
    [InlineData("\uff48\uff54\uff54\uff50\uff53\uff1a\uff0f\uff0f\uff45xample.org/latin", "latin")]
    [InlineData("\u1112\u1161\u11ab\u1100\u116e\u11a8", "hangul")]
    public async Task A_word_is_found_however_its_letters_are_encoded(string typed, string expected)
    {
        await _folder.WithAsync(
            Of("accent", text: "L'église rénovée, un résumé"), Of("apart", text: "Un re\u0301sume\u0301"), Of("hangul", text: "한국 뉴스"),
            Of("latin", text: "AI in 2026"), Of("wide", text: "\uff21\uff29 \uff12\uff10\uff12\uff16"));

        Assert.Equal(expected.Split(' ').Order(), (await FindAsync(typed)).Order());
    }

    [Fact]
    public async Task A_match_in_the_title_ranks_above_one_in_the_text()
    {
        await _folder.WithAsync(Of("a", text: "The bridge, the bridge and once more the bridge"),
            Of("b", text: "Nothing") with { Title = "The bridge" });

        Assert.Equal(["b", "a"], await FindAsync("bridge"));
    }

    [Fact]
    public async Task Changed_and_withdrawn_articles_are_found_in_their_current_form_within_their_site()
    {
        await _folder.WithAsync(Of("a", text: "old words"), Of("b", text: "old words"));
        await _folder.WithAsync(Of("a", text: "new words"));
        await _folder.WithAsync("default-2", Of("c", text: "new words"));
        using var database = Database.Open(_folder.Data);
        await database.WithdrawAsync("default", "a");

        Assert.Equal(["b"], await FindAsync("old"));
        Assert.Equal(["a"], await FindAsync("new words"));
        Assert.Equal(["c"], await FindAsync("new words", "default-2"));
        Assert.Empty(await FindAsync("new words", "default-3"));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("'; drop table article; --")]
    [InlineData("title:choir OR")]
    [InlineData("NEAR(a b)")]
    [InlineData("a* ^b -c (d")]
    [InlineData("{title} : x")]
    [InlineData("AND OR NOT")]
    [InlineData("\0\u0001 choir\0")]
    [InlineData("\ud83d\ude00 \ud83d")]
    [InlineData("--- *** ^^^")]
    [InlineData("ก็ \u0301 \u200b ٣")]
    public async Task No_query_is_a_syntax_error(string typed)
    {
        await _folder.WithAsync(Newsroom);

        Assert.NotNull(await FindAsync(typed));
        Assert.NotNull(await FindAsync(string.Concat(Enumerable.Repeat(typed + " ", 500))));
        Assert.Equal(7, (await FindAsync("title")).Length);
    }

    [Fact]
    public async Task No_letter_of_any_script_is_a_syntax_error()
    {
        await _folder.WithAsync(Newsroom);
        var words = Enumerable.Range(0, char.MaxValue).Select(c => (char)c).Where(c => char.IsLetter(c) || char.IsNumber(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            .Select(c => $"choir{c}y");

        foreach (var some in words.Chunk(SearchWords.MaxTerms))
        {
            Assert.NotNull(await FindAsync(string.Join(' ', some)));
        }
    }

    [Fact]
    public async Task Articles_older_than_the_index_are_found()
    {
        await _folder.WithAsync(Newsroom);
        using (var before = Database.Open(_folder.Data))
        {
            await before.WriteAsync(async (connection, transaction) =>
            {
                await Dapper.SqlMapper.ExecuteAsync(
                    connection,
                    "drop table search_word; drop table article_search; drop table search_row; "
                    + "delete from SchemaVersions where ScriptName like '%_article_search%'", transaction: transaction);
                return true;
            }, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["harbour-1", "harbour-2"], (await FindAsync("dredging")).Order());
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task<string[]> FindAsync(string typed, string site = SiteStore.Default)
    {
        _desk ??= await SearchedDesk.OpenAsync(_folder);
        return await _desk.FindAsync(typed, site);
    }
}
