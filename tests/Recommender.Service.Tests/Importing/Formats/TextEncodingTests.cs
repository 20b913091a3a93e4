using System.Text;

namespace Recommender.Service.Tests.Importing.Formats;

/// <summary>The encoding in which a page or feed is read.</summary>
public sealed class TextEncodingTests
{
    private const string Russian = "Мост через реку снова открыт";

    static TextEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("windows-1251", 1251, Russian)]
    [InlineData("koi8-r", 20866, Russian)]
    [InlineData("ISO-8859-5", 28595, Russian)]
    [InlineData("x-sjis", 932, "橋が再び開通した")]
    [InlineData("Windows-31J", 932, "橋が再び開通した")]
    [InlineData("EUC-JP", 51932, "橋が再び開通した")]
    [InlineData("iso-2022-jp", 50220, "橋が再び開通した")]
    [InlineData("gb2312", 54936, "大桥重新开放")]
    [InlineData("GBK", 54936, "朱镕基大桥")]
    [InlineData("big5", 950, "大橋重新開放")]
    [InlineData("ks_c_5601-1987", 949, "다리가 다시 열렸다 똠")]
    [InlineData("euc-kr", 949, "다리가 다시 열렸다 똠")]
    [InlineData("iso-8859-2", 28592, "Most znów otwarty: żółw i źrebię")]
    [InlineData("iso-8859-7", 28597, "Η γέφυρα άνοιξε ξανά")]
    [InlineData("latin5", 1254, "Köprü yeniden açıldı, işte şimdi")]
    [InlineData("tis-620", 874, "สะพานเปิดอีกครั้ง")]
    [InlineData("latin1", 1252, "The “old” bridge – a café")]
    [InlineData("us-ascii", 1252, "The “old” bridge – a café")]
    [InlineData("x-user-defined", 1252, "The “old” bridge – a café")]
    [InlineData("utf8", 65001, Russian)]
    [InlineData("utf-16", 65001, Russian)]
    public async Task A_page_is_read_in_the_encoding_of_its_meta_element(string label, int codePage, string title)
    {
        foreach (var meta in new[] { $"<meta charset={label}>", $"<META http-equiv='Content-Type' content='text/html; charset={label}'>" })
        {
            Assert.Equal(title, await TitleOfFileAsync(Bytes(codePage, Page(meta, title))));
        }
    }

    [Theory]
    [InlineData("<meta charset=windows-1251>")]
    [InlineData("<meta name='viewport' content='width=device-width'><meta\n charset = \"WINDOWS-1251\" />")]
    [InlineData("<meta content=\"text/html;charset='cp1251'\" http-equiv=content-type>")]
    [InlineData("<meta charset='utf-7'><meta charset='no-such'><meta charset='windows-1251'>")]
    [InlineData("<!-- <meta charset='utf-8'> --><meta charset='windows-1251'>")]
    [InlineData("<script>document.write(\"<meta charset='greek'>\")</script><meta charset='windows-1251'>")]
    [InlineData("<style>/* <meta charset=greek> */</style><meta charset='windows-1251'>")]
    [InlineData("<title>Use <meta charset=greek></title><meta charset='windows-1251'>")]
    [InlineData("<meta name='description' content='charset=greek'><meta charset='windows-1251'>")]
    [InlineData("<link data-x=\"<meta charset='greek'>\"><meta charset='windows-1251'>")]
    public async Task The_first_meta_element_with_a_known_encoding_is_used(string head)
    {
        Assert.Equal(Russian, await TitleOfFileAsync(Bytes(1251, Page(head, Russian))));
        var late = $"<script>{new string(' ', 30_000)}</script>{head}";
        Assert.Equal(Russian, await TitleOfFileAsync(Bytes(1251, Page(late, Russian))));
    }

    [Theory]
    [InlineData("windows-1251", "utf-8", 1251)]
    [InlineData("Shift_JIS", "windows-1251", 932)]
    [InlineData("utf-8", "windows-1251", 65001)]
    [InlineData("windows-1251", "", 1251)]
    [InlineData("", "windows-1251", 1251)]
    [InlineData("utf-7", "windows-1251", 1251)]
    [InlineData("no-such", "windows-1251", 1251)]
    [InlineData("no-such", "utf-7", 65001)]
    public async Task A_byte_order_mark_takes_precedence_over_the_server_and_the_server_over_the_page(
        string server, string meta, int codePage)
    {
        var title = codePage == 932 ? "橋が再び開通した" : Russian;
        var page = Page(meta.Length > 0 ? $"<meta charset='{meta}'>" : "", title);
        var type = server.Length > 0 ? $"text/html; charset={server}" : "text/html";

        Assert.Equal(title, await TitleFromServerAsync(Bytes(codePage, page), type));
        Assert.Equal(title, await TitleFromServerAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(page)], type));
        Assert.Equal(title, await TitleFromServerAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(page)], type));
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-32")]
    [InlineData("ibm037")]
    public async Task A_page_or_feed_without_a_known_encoding_is_read_as_UTF8_or_as_Windows_1252(string unknown)
    {
        const string Title = "A café – closed";
        var page = $"<?xml version='1.0' encoding='{unknown}'?>" + Page($"<meta charset='{unknown}'>", Title);
        var feed = Samples.Rss(Samples.Item("a", Title)).Replace("encoding=\"utf-8\"", $"encoding='{unknown}'", StringComparison.Ordinal);
        foreach (var codePage in new[] { 65001, 1252 })
        {
            Assert.Equal(Title, await TitleOfFileAsync(Bytes(codePage, page)));
            Assert.Equal(Title, await TitleFromServerAsync(Bytes(codePage, feed), $"text/xml; charset={unknown}"));
        }
    }

    [Theory]
    [InlineData("utf-7", "windows-1251", 1251)]
    [InlineData("no-such", "windows-1251", 1251)]
    [InlineData("cp1251", "Shift_JIS", 1251)]
    public async Task The_declaration_of_a_feed_takes_precedence_over_the_server(string declared, string server, int codePage)
    {
        var feed = Samples.Rss(Samples.Item("a", Russian));
        feed = feed.Replace("encoding=\"utf-8\"", $"encoding='{declared}'", StringComparison.Ordinal);

        Assert.Equal(Russian, await TitleFromServerAsync(Bytes(codePage, feed), $"text/xml; charset={server}"));
    }

    private static string Page(string head, string title) =>
        $"<!DOCTYPE html><html><head>{head}<meta property='og:title' content='{title}'></head>" +
        $"<body><article><p>{title}.</p></article></body></html>";

    private static byte[] Bytes(int codePage, string text) => Encoding.GetEncoding(codePage).GetBytes(text);

    private static async Task<string> TitleOfFileAsync(byte[] page)
    {
        await using var workshop = new Workshop();
        await workshop.ImportAsync(workshop.Write("page.html", page));
        return Assert.Single(await workshop.StoredAsync()).Title;
    }

    private static async Task<string> TitleFromServerAsync(byte[] body, string type)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/2026/story", body, type);
        await workshop.ImportAsync(site.Url + "/2026/story");
        return Assert.Single(await workshop.StoredAsync()).Title;
    }
}
