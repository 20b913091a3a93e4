using System.Text;

namespace Recommender.Service.Tests.Importing.Formats;

/// <summary>Every encoding of the Encoding Standard that .NET has, in feeds and pages, declared or named by the server.</summary>
public sealed class EveryEncodingTests
{
    // The name of the standard, .NET's code page, and words that the encoding can write. .NET lacks ISO-8859-10, -14 and -16.
    public static TheoryData<string, int, string> Encodings => new()
    {
        { "UTF-8", 65001, "Zürich мост 橋" }, { "IBM866", 866, "Новый мост" }, { "ISO-8859-2", 28592, "Nový most přes řeku" },
        { "ISO-8859-3", 28593, "Ĉirkaŭ la ponto" }, { "ISO-8859-4", 28594, "Jauns tilts pār upi šķērso" },
        { "ISO-8859-5", 28595, "Новый мост" }, { "ISO-8859-6", 28596, "جسر جديد" }, { "ISO-8859-7", 28597, "Νέα γέφυρα" },
        { "ISO-8859-8", 28598, "גשר חדש" }, { "ISO-8859-8-I", 28598, "גשר חדש" },
        { "ISO-8859-13", 28603, "Naujas tiltas per upę ąžuolų" },
        { "ISO-8859-15", 28605, "Un pont à 5 €" }, { "KOI8-R", 20866, "Новый мост" }, { "KOI8-U", 21866, "Новий міст" },
        { "macintosh", 10000, "Brücke für Fußgänger" }, { "windows-874", 874, "สะพานใหม่" },
        { "windows-1250", 1250, "Nový most přes řeku" },
        { "windows-1251", 1251, "Новый мост" }, { "windows-1252", 1252, "“Bridge” – opens…" }, { "windows-1253", 1253, "Νέα γέφυρα" },
        { "windows-1254", 1254, "Yeni köprü açıldı" }, { "windows-1255", 1255, "גשר חדש" }, { "windows-1256", 1256, "جسر جديد" },
        { "windows-1257", 1257, "Naujas tiltas per upę ąžuolų" }, { "windows-1258", 1258, "Đưa tin cơ quan ăn nói" },
        { "x-mac-cyrillic", 10007, "Новый мост" }, { "GBK", 54936, "新桥今天开放" }, { "gb18030", 54936, "新桥今天开放" },
        { "Big5", 950, "新的橋樑今天開放" }, { "EUC-JP", 51932, "新しい橋が開通した" }, { "ISO-2022-JP", 50220, "新しい橋が開通した" },
        { "Shift_JIS", 932, "新しい橋が開通した" }, { "EUC-KR", 949, "새 다리가 열렸다" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task A_feed_and_a_page_are_read_in_the_encoding_that_they_or_the_server_name(string name, int codePage, string words)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(codePage);
        words = encoding.GetString(encoding.GetBytes(words));
        Assert.DoesNotContain("?", words);
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var feed = Samples.Rss(Samples.Item("declared", words)).Replace("utf-8", name, StringComparison.Ordinal);
        var bare = Samples.Rss(Samples.Item("named", words)).Replace(" encoding=\"utf-8\"", "", StringComparison.Ordinal);
        site.Page("/named.xml", encoding.GetBytes(bare), $"text/xml; charset={name}");
        site.Page("/2026/named", encoding.GetBytes(Page("", words)), $"text/html; charset={name}");

        await workshop.ImportAsync(
            workshop.Write("declared.xml", encoding.GetBytes(feed)), site.Url + "/named.xml", site.Url + "/2026/named",
            workshop.Write("declared.html", encoding.GetBytes(Page($"<meta charset=\"{name}\">", words))));

        Assert.Equal([words, words, words, words], (await workshop.StoredAsync()).Select(article => article.Title));
    }

    [Theory]
    [InlineData(1200)]
    [InlineData(1201)]
    [InlineData(12000)]
    [InlineData(12001)]
    public async Task Wide_encodings_are_recognised_with_and_without_their_mark(int codePage)
    {
        const string Words = "Zürich мост 橋";
        var encoding = Encoding.GetEncoding(codePage);
        await using var workshop = new Workshop();
        var line = $$"""{"title":"{{Words}}","url":"https://courier.example/1"}""" + "\n";
        var feed = Samples.Rss(Samples.Item("a", Words)).Replace(" encoding=\"utf-8\"", "", StringComparison.Ordinal);

        await workshop.ImportAsync(
            workshop.Write("a.jsonl", encoding.GetBytes(line)), workshop.Write("b.xml", encoding.GetBytes(feed)),
            workshop.Write("c.csv", [.. encoding.Preamble, .. encoding.GetBytes($"title;url\n{Words};https://courier.example/3\n")]));

        Assert.Equal([Words, Words, Words], (await workshop.StoredAsync()).Select(article => article.Title));
    }

    private static string Page(string head, string words) =>
        $"<!DOCTYPE html><html><head>{head}<meta property='og:title' content='{words}'></head>"
        + $"<body><article><p>{words}.</p></article></body></html>";
}
