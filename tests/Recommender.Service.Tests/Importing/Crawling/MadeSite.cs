using System.Globalization;
using System.Text;

namespace Recommender.Service.Tests.Importing.Crawling;

/// <summary>A made site: 200 articles, and what else a site has. Pages are made anew at each call, the same each time.</summary>
internal sealed record MadeSite(
    string Language, string Name, string[] Words, Func<int, string> ArticlePath, string[] Lists, string[] Others)
{
    public const int Count = 200;

    /// <summary>A content management system that names its templates; even its imprint says that it is an article.</summary>
    public static MadeSite WordPress { get; } = new(
        "en", "The Valley Courier", English, i => $"/{2020 + (i / 40)}/{1 + (i % 12):00}/the-lock-and-the-mill-{i}/",
        ["/tag/river/", "/tag/bread/", "/category/news/", "/category/news/page/2/", "/author/anna/", "/page/2/", "/2024/", "/2024/03/"],
        ["/search/?s=carp", "/wp-login/", "/imprint/", "/about-us/", "/contact/", "/privacy-policy/", "/thank-you/", "/support-our-work/"]);

    /// <summary>No metadata at all: only headings and paragraphs.</summary>
    public static MadeSite Bare { get; } = new(
        "en", "Notes", English, i => $"/lock-keeper-and-carp-{i}",
        ["/tag/river", "/tag/bread", "/tag/mill", "/topics/canals", "/author/anna", "/author/ben", "/page/2", "/page/3", "/archive"],
        ["/search", "/login", "/imprint", "/about", "/contact", "/privacy", "/newsletter"]);

    public static MadeSite German { get; } = new(
        "de", "Talbote", ["Schleuse", "Karpfen", "Mühle", "Gemeinderat", "beschloss", "gestern", "Brücke", "Bäcker", "Roggen", "Ufer",
            "Winter", "Kinder"],
        i => $"/artikel/schleuse-am-ufer-{10_000 + i}.html",
        ["/schlagwort/fluss.html", "/schlagwort/brot.html", "/autor/anna.html", "/rubrik/lokales.html", "/rubrik/lokales/seite-2.html",
            "/archiv.html"],
        ["/suche.html", "/anmelden.html", "/impressum.html", "/datenschutz.html", "/ueber-uns.html", "/kontakt.html", "/vielen-dank.html",
            "/agb.html"]);

    public static MadeSite Russian { get; } = new(
        "ru", "Вестник долины", ["шлюз", "карп", "мельница", "совет", "решил", "вчера", "мост", "пекарь", "рожь", "берег", "зима", "дети"],
        i => $"/новости/{20_000 + i}/",
        ["/метка/река/", "/метка/хлеб/", "/автор/анна/", "/рубрика/город/", "/новости/", "/архив/"],
        ["/поиск/", "/вход/", "/о-нас/", "/контакты/", "/реклама/", "/политика-конфиденциальности/"]);

    public static MadeSite Japanese { get; } = new(
        "ja", "谷の便り", ["水門", "鯉", "水車小屋", "村の議会", "決めた", "昨日", "新しい橋", "パン屋", "ライ麦", "川岸", "冬の朝", "子供たち"],
        i => $"/article/{300_000 + i}",
        ["/タグ/川", "/タグ/パン", "/著者/花子", "/カテゴリー/町", "/article", "/アーカイブ"],
        ["/検索", "/ログイン", "/お問い合わせ", "/プライバシーポリシー", "/について", "/利用規約"]);

    private static string[] English =>
        ["lock", "carp", "mill", "council", "decided", "yesterday", "bridge", "baker", "rye", "shore", "winter", "children"];

    public static IEnumerable<(string Path, string Html)> Articles(MadeSite site) =>
        Enumerable.Range(0, Count).Select(i => (site.ArticlePath(i), site.Article(i)));

    public static void WriteTo(string folder, MadeSite site)
    {
        foreach (var (path, html) in site.Pages())
        {
            var name = path.Split('?')[0].Trim('/');
            var file = Path.Combine(folder, path.EndsWith('/') ? Path.Combine(name, "index.html") : Path.ChangeExtension(name, "html"));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, html);
        }
    }

    /// <summary>All pages, articles among them.</summary>
    public IEnumerable<(string Path, string Html)> Pages() =>
        Articles(this).Concat([("/", List("/", 0))]).Concat(Lists.Select((path, i) => (path, List(path, i * 7))))
            .Concat(Others.Select(path => (path, Other(path))))
            .Append((
                "/noindex-page/",
                Page("x", "<h1>x</h1><p>" + Text(900, 5) + "</p>", "<meta name='robots' content='noindex,follow'>", "")));

    public string Title(int i) => $"{Words[i % Words.Length]} {Words[i * 5 % 11]} {i}";

    public static DateTime DateOf(int i) => new DateTime(2020, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddDays(i * 10);

    public string Lead(int i) => Text(i, 1);

    public string Article(int i, string more = "")
    {
        var date = DateOf(i);
        var text = $"<p>{Text(i, 6)}</p><p>{Text(i + 1000, 6)}</p><p>{more}</p>";
        var related = $"<aside><h3><a href='{ArticlePath((i + 1) % Count)}'>{Title((i + 1) % Count)}</a></h3></aside>";
        return this switch
        {
            { Language: "en", Name: "Notes" } => Page(Title(i), $"<h1>{Title(i)}</h1>{text}", "", ""),
            { Language: "en" } => Page(
                Title(i), $"<article><h1>{Title(i)}</h1>{text}</article>{related}",
                $"<meta property='og:type' content='article'><meta property='article:published_time' content='{date:s}Z'>"
                + Linked($$"""{"@type":"WebPage"},{"@type":"Article","headline":"{{Title(i)}}","datePublished":"{{date:s}}Z"}"""),
                $"post-template-default single single-post postid-{i} single-format-standard"),
            { Language: "de" } => Page(
                Title(i),
                $"<main><h1>{Title(i)}</h1><time datetime='{date:yyyy-MM-dd}'>{date.Day}.{date.Month}.</time>{text}</main>{related}",
                "<meta property='og:type' content='website'>", "t-artikel"),
            { Language: "ru" } => Page(
                Title(i), $"<div itemscope itemtype='https://schema.org/NewsArticle'><h1>{Title(i)}</h1><meta itemprop='datePublished' "
                + $"content='{date:s}Z'>{text}</div>{related}", "", ""),
            _ => Page(
                Title(i), $"<article><h1>{Title(i)}</h1>{text}</article>{related}", "<meta property='og:type' content='article'>", ""),
        };
    }

    private string List(string path, int from)
    {
        var items = string.Concat(Enumerable.Range(from, 10).Select(i =>
            $"<h2><a href='{ArticlePath(i % Count)}'>{Title(i % Count)}</a></h2><p>{Text(i % Count, 1)}</p>"));
        var isWordPress = this == WordPress;
        return Page(
            path.Trim('/'), $"<h1>{Name}</h1>{items}",
            isWordPress ? Linked("""{"@type":"CollectionPage"}""") + "<meta property='og:type' content='website'>"
            : Language == "de" ? "<meta property='og:type' content='website'>" : "", isWordPress ? "archive" : "");
    }

    private string Other(string path) => this == WordPress
        ? Page(
            path.Trim('/'), $"<article><h1>{path}</h1><p>{Text(path.Length, 4)}</p></article>",
            "<meta property='og:type' content='article'>" + Linked("""{"@type":"WebPage"}"""), "page-template-default page page-id-12")
        : Page(
            path.Trim('/'), $"<h1>{path.Trim('/')}</h1><p>{Text(path.Length + 50, 3)}</p>",
            Language == "de" ? "<meta property='og:type' content='website'>" : "", "");

    private static string Linked(string graph) =>
        $$"""<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{{graph}}]}</script>""";

    private string Page(string title, string body, string head, string classes) =>
        $"<!DOCTYPE html><html lang='{Language}'><head><meta charset='utf-8'><title>{title} | {Name}</title>"
        + $"<link rel='alternate' type='application/rss+xml' href='/feed.xml'>{head}</head><body class='{classes}'>"
        + $"<nav><a href='/'>{Name}</a><a href='{Lists[0]}'>{Lists[0]}</a></nav>{body}"
        + $"<footer><a href='{Others[0]}'>i</a></footer></body></html>";

    // Different in each article, and of the same words.
    private string Text(int seed, int sentences)
    {
        var (text, at) = (new StringBuilder(), (uint)seed + 7);
        for (var i = 0; i < sentences; i++)
        {
            for (var word = 0; word < 9; word++)
            {
                at = (at * 1664525) + 1013904223;
                text.Append(Words[(int)(at >> 8) % Words.Length]).Append(Language == "ja" ? "" : " ");
            }

            text.Append(CultureInfo.InvariantCulture, $"{seed}").Append(Language == "ja" ? "。" : ". ");
        }

        return text.ToString();
    }
}
