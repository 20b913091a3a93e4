using Recommender.Service.Articles;
using Recommender.Service.Desk.Search;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Desk;

/// <summary>What a search finds and in which order.</summary>
public sealed class SearchRankingTests : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private SearchedDesk? _desk;

    [Fact]
    public async Task The_title_ranks_above_address_and_labels_and_these_above_the_text_and_the_newest_is_first_among_equals()
    {
        await _folder.WithAsync(
            Of("text-old", 30, text: "A lighthouse stands there."), Of("text-new", 1, text: "The lighthouse, a lighthouse."),
            Of("summary", 25) with { Summary = "About the lighthouse" }, Of("tag", 40) with { Tags = ["Lighthouse"] },
            Of("the-lighthouse-again", 50), Of("title", 90) with { Title = "The lighthouse keeper" });

        Assert.Equal(["title", "the-lighthouse-again", "tag", "summary", "text-new", "text-old"], await FindAsync("lighthouse"));
    }

    [Theory]
    [InlineData("procurment", "procurement")]
    [InlineData("procuremnet", "procurement")]
    [InlineData("brocurement", "procurement")]
    [InlineData("refrm procurement", "procurement")]
    [InlineData("geologsts", "meteorite-1 meteorite-2")]
    [InlineData("metorite fragmnets", "meteorite-1 meteorite-2")]
    [InlineData("Strassenbahn", "tram")]
    [InlineData("stadtrat beschlies", "tram")]
    [InlineData("выборы", "ballot")]
    [InlineData("выбарах", "ballot")]
    public async Task One_typo_in_a_word_is_forgiven(string typed, string expected)
    {
        await _folder.WithAsync([.. Newsroom, .. Titled()]);

        Assert.Equal(expected.Split(' '), (await FindAsync(typed)).Order());
    }

    [Theory]
    [InlineData("dredged", "harbour-1 harbour-2")]
    [InlineData("geologist", "meteorite-1 meteorite-2")]
    [InlineData("strikes", "hospital-1 hospital-2")]
    [InlineData("elections", "vote")]
    [InlineData("reforming procurements", "procurement")]
    [InlineData("Straßenbahnen", "tram")]
    [InlineData("выборами", "ballot")]
    [InlineData("новость", "ballot")]
    public async Task Endings_do_not_matter(string typed, string expected)
    {
        await _folder.WithAsync([.. Newsroom, .. Titled()]);

        Assert.Equal(expected.Split(' '), (await FindAsync(typed)).Order());
    }

    [Theory]
    [InlineData("ja", "このサービスは昨日から利用できます。", "サービス", "利用", "昨日から", "ます", "用")]
    [InlineData("ja", "新しいﾃﾞｰﾀﾍﾞｰｽとＡＩの話", "とＡＩの話", "新しい", "話")]
    [InlineData("zh", "昨天市政府批准了新的电车线路。", "市政府", "电车", "线路", "新的电车")]
    [InlineData("th", "เทศบาลเริ่มซ่อมสะพานเก่าข้ามแม่น้ำเมื่อวันจันทร์", "สะพาน", "แม่น้ำ", "วันจันทร์", "ซ่อม")]
    [InlineData("lo", "ພາສາລາວແມ່ນພາສາທາງການ", "ລາວ", "ທາງການ")]
    [InlineData("km", "ភាសាខ្មែរជាភាសាផ្លូវការ", "ខ្មែរ", "ផ្លូវការ")]
    [InlineData("my", "မြန်မာဘာသာစကားသည်ရုံးသုံးဘာသာ", "စကား", "ရုံးသုံး")]
    [InlineData("ko", "시청은 새로운 전차노선을 승인했다", "전차", "노선", "시청", "승인")]
    [InlineData("ar", "أعلنت الوزارة عن خطةٍ جديدة للمستشفيات وبالخدمة العامة", "خدمة", "الخدمة", "مستشفيات", "وزارة", "خطة", "والوزارة")]
    [InlineData("he", "הממשלה אישרה את התוכנית לבנייה בירושלים", "ממשלה", "תוכנית", "ירושלים", "והממשלה")]
    [InlineData("hi", "सरकार ने नई हिन्दी योजना को मंजूरी दी", "हिन्दी", "योजना", "मंजूरी")]
    [InlineData("el", "Η κυβέρνηση ενέκρινε το σχέδιο", "κυβερνηση", "ΣΧΕΔΙΟ")]
    [InlineData("vi", "Chính phủ đã phê duyệt kế hoạch", "chinh phu", "da phe duyet")]
    public async Task A_word_inside_a_text_is_found_in_every_script(string language, string text, params string[] words)
    {
        await _folder.WithAsync([.. Newsroom, Of("written", language: language, text: text),
            Of("titled", language: language, text: "x") with { Title = text }]);

        foreach (var word in words)
        {
            Assert.Equal(["titled", "written"], await FindAsync(word));
        }
    }

    [Theory]
    [InlineData("https://example.org/choir?utm_source=mail")]
    [InlineData("http://www.example.org/choir/")]
    [InlineData("m.example.org/choir.html")]
    [InlineData("/choir")]
    [InlineData(" https://desk.example/desk/default/articles/{key}?done=saved ")]
    [InlineData("https://desk.example/site/default/article/{key}")]
    [InlineData("/desk/default/articles/{key}")]
    [InlineData("{key}")]
    public async Task An_article_is_found_by_any_of_its_addresses_and_by_its_key(string typed)
    {
        await _folder.WithAsync([.. Newsroom, Of("long-title") with { Title = "The choir, the choir and the desk default articles" }]);

        Assert.Equal("choir", (await FindAsync(typed.Replace("{key}", ArticleKey.Of("choir"), StringComparison.Ordinal)))[0]);
    }

    [Theory]
    [InlineData("https://\u0378\uffff.example/a")]
    [InlineData("a.b\ud800/c")]
    [InlineData("http://")]
    [InlineData("https://[::1/x")]
    [InlineData("///")]
    [InlineData("a.\u200b\u0300b/\0")]
    public async Task No_text_that_resembles_an_address_fails(string typed)
    {
        await _folder.WithAsync(Newsroom);

        Assert.NotNull(await FindAsync(typed));
        Assert.NotNull(await FindAsync(typed + new string('x', 10_000)));
    }

    [Fact]
    public async Task Articles_that_change_after_the_first_search_are_found_as_they_are()
    {
        await _folder.WithAsync(Newsroom);
        await using var desk = await SearchedDesk.OpenAsync(_folder);
        Assert.Equal(["hospital-1"], await desk.FindAsync("nurses voted"));

        await _folder.WithAsync(
            Of("hospital-1", text: "Silence") with { Title = "An orchestra" }, Of("new", 1) with { Title = "Another orchestra" });
        // Another process wrote them: the store has them, the snapshot not yet.
        Assert.Contains("new", await desk.FindAsync("orchestra"));
        await desk.RefreshAsync();

        Assert.Equal(["hospital-1", "new"], (await desk.FindAsync("orchestra")).Order());
        Assert.Empty(await desk.FindAsync("nurses voted"));
    }

    [Fact]
    public async Task Hidden_and_withdrawn_articles_are_found_as_well_and_after_others_of_the_same_rank()
    {
        await _folder.WithAsync(Of("hidden", 1, text: "basalt") with { Access = ArticleAccess.Hidden }, Of("open", 5, text: "basalt"),
            Of("withdrawn", 2, text: "basalt"), Of("later", -5, text: "basalt"), Of("old", 9, text: "basalt"));
        using (var database = Recommender.Service.Storage.Database.Open(_folder.Data))
        {
            await database.WithdrawAsync("default", "withdrawn");
        }

        var found = await FindAsync("basalt");
        Assert.Equal(["later", "open", "old"], found[..3]);
        Assert.Equal(["hidden", "withdrawn"], found[3..].Order());
    }

    [Fact]
    public async Task Pages_of_results_have_each_article_once_and_count_all()
    {
        await _folder.WithAsync([.. Enumerable.Range(0, 45).Select(i => Of($"a{i:00}", i, text: "the same words"))]);
        await using var desk = await SearchedDesk.OpenAsync(_folder);

        var keys = new List<string>();
        for (var page = 1; page <= 4; page++)
        {
            var results = await desk.FindAsync(new ArticleQuery { Typed = "same words", Page = page });
            Assert.Equal((45, true, false), (results.Total, results.IsAll, results.IsSimilar));
            keys.AddRange(results.Articles.Select(article => article.SourceId));
        }

        Assert.Equal(Enumerable.Range(0, 45).Select(i => $"a{i:00}"), keys);
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null)
        {
            await _desk.DisposeAsync();
        }

        _folder.Dispose();
    }

    private static Article[] Titled() =>
    [
        Of("procurement") with { Title = "Reform of procurement" }, Of("vote") with { Title = "The election is over" },
        Of("tram", language: "de", text: "Der Stadtrat beschließt") with { Title = "Die neue Straßenbahn" },
        Of("ballot", language: "ru", text: "Новости дня") with { Title = "Кто победил на выборах" },
    ];

    private async Task<string[]> FindAsync(string typed)
    {
        _desk ??= await SearchedDesk.OpenAsync(_folder);
        return await _desk.FindAsync(typed);
    }
}
