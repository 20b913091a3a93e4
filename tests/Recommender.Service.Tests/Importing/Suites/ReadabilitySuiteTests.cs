using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// The test pages of Mozilla's Readability (its folder test/test-pages), read as web pages, and compared with what it expects of them.
/// </summary>
public sealed partial class ReadabilitySuiteTests(ITestOutputHelper output)
{
    private const string Variable = "RECOMMENDER_SUITES";
    private static readonly string? Suites = Environment.GetEnvironmentVariable(Variable);

    private const string Separators = "|-–—:·_";

    // Pages with the name of the site in the expected title, of which the suite does not state the name.
    private static readonly string[] WithName = ["001", "gmw", "keep-tabular-data", "qq", "wikipedia"];

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["firefox-nightly-blog text"] = "the suite wants the comments of readers",
        ["hukumusume text"] = "SmartReader finds the same, with a list of links",
        ["salon-1 text"] = "SmartReader finds the same, the first part of several",
        ["archive-of-our-own title"] = "the suite keeps the names of author and collection",
        ["ebb-org title"] = "the suite keeps the name of the author, whose site it is",
        ["google-sre-book-1 title"] = "the suite keeps the name of the site in front",
        ["guardian-1 title"] = "the suite keeps the name of the author",
        ["medium-3 title"] = "the suite keeps the name of the author",
        ["v8-blog title"] = "the suite wants a part of the title",
        ["breitbart byline"] = "the suite wants the date and the number of comments, too",
        ["ebb-org byline"] = "the suite wants the address, too",
        ["lwn-1 byline"] = "the suite wants the date, too",
        ["spiceworks byline"] = "the suite wants the date",
        ["google-sre-book-1 byline"] = "two roles in two lines",
        ["herald-sun-1 byline"] = "the page states another author for itself",
        ["ietf-1 byline"] = "the page states two authors, the suite wants one",
        ["liberation-1 byline"] = "the suite keeps the French 'by'",
        ["seattletimes-1 byline"] = "the suite wants the dates, not the author",
        ["webmd-1 byline"] = "the suite wants the office, too",
        ["webmd-2 byline"] = "the suite wants the office, too",
        ["wikia byline"] = "the page marks another author",
        ["yahoo-3 byline"] = "the suite wants the date, too",
    };

    private readonly List<string> _missed = [];

    [Fact]
    public async Task Pages_are_read_as_well_as_by_Readability()
    {
        var folder = Suites is null ? null : Path.Combine(Suites, "readability");
        Assert.SkipWhen(folder is null, $"{Variable} does not name a folder of suites");
        Assert.SkipUnless(Directory.Exists(folder), $"the folder that {Variable} names has no folder 'readability'");
        await using var workshop = new Workshop();
        var reading = new Reading(workshop.Get<ReadProcesses>(), TestContext.Current.CancellationToken);
        var (scores, titles, names, bylines) = (new List<double>(), new Count(), 0, new Count());
        foreach (var page in Directory.GetDirectories(folder!).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(page);
            var article = await ReadAsync(Path.Combine(page, "source.html"), reading, workshop.Clock.GetUtcNow());
            using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(
                Path.Combine(page, "expected-metadata.json"), TestContext.Current.CancellationToken));
            scores.Add(Score(name, article.Text, await File.ReadAllTextAsync(
                Path.Combine(page, "expected.html"), TestContext.Current.CancellationToken)));
            if (Text(expected, "title") is { } title)
            {
                var isBare = IsWithoutName(name, title, article.Title, Text(expected, "siteName"));
                names += isBare ? 1 : 0;
                Tell(name, "title", titles, isBare || Same(title, article.Title), title, article.Title);
            }

            if (Text(expected, "byline") is { } byline)
            {
                Tell(name, "byline", bylines, Same(WithoutBy(byline), WithoutBy(article.Author ?? "")), byline, article.Author);
            }
        }

        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"readability: text F1 {scores.Average():0.000}, titles {titles.Right} of {titles.All}, "
            + $"bylines {bylines.Right} of {bylines.All}");
        output.WriteLine($"{line}\n(titles: {names} of these without the site's name, which the suite keeps)");
        output.WriteLine(string.Join('\n', _missed));
        Assert.True(scores.Average() >= 0.99 && titles.Right >= 121 && bylines.Right >= 59, line);
    }

    private static async Task<Article> ReadAsync(string file, Reading reading, DateTimeOffset now)
    {
        using var content = new SourceContent(file, file, new Uri("http://fakehost/test/page.html"));
        var item = await ArticleBuilder.BuildAsync(reading.Page(content), reading, now);
        return item.Article!;
    }

    private double Score(string page, string text, string expectedHtml)
    {
        var (found, expected) = (Tokens(text), Tokens(Plain(expectedHtml)));
        var common = found.Sum(token => Math.Min(token.Value, expected.GetValueOrDefault(token.Key)));
        var all = found.Values.Sum() + expected.Values.Sum();
        var score = all == 0 ? 1 : 2.0 * common / all;
        if (score < 0.95)
        {
            var precision = (double)common / Math.Max(1, found.Values.Sum());
            var recall = (double)common / Math.Max(1, expected.Values.Sum());
            _missed.Add(string.Create(CultureInfo.InvariantCulture,
                $"{page}: text F1 {score:0.000}, precision {precision:0.00}, recall {recall:0.00} ({ReasonOf(page, "text")})"));
        }

        return score;
    }

    private void Tell(string page, string field, Count count, bool isRight, string expected, string? found)
    {
        count.All++;
        count.Right += isRight ? 1 : 0;
        if (!isRight)
        {
            _missed.Add($"{page}: {field} '{expected}', found '{found}' ({ReasonOf(page, field)})");
        }
    }

    private static string ReasonOf(string page, string field) => Reasons.GetValueOrDefault($"{page} {field}", "not explained");

    // After a separator: the suite's own word for the site, or, on the pages without one, the name that people see.
    private static bool IsWithoutName(string page, string expected, string found, string? site) =>
        (site is not null && expected.TrimEnd().EndsWith(site, StringComparison.OrdinalIgnoreCase)
            && Same(Ended(expected[..expected.LastIndexOf(site, StringComparison.OrdinalIgnoreCase)]), found))
        || (WithName.Contains(page) && expected.StartsWith(found, StringComparison.OrdinalIgnoreCase)
            && expected.Length > found.Length && Separators.Contains(expected[found.Length..].TrimStart()[0], StringComparison.Ordinal));

    private static string Ended(string title) => title.Trim().TrimEnd([.. Separators, ' ']);

    private static bool Same(string one, string other) => Bare(one).Equals(Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string text) => White().Replace(text, "");

    private static string WithoutBy(string byline) => By().Replace(byline, "");

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { Length: > 0 } text
            ? text : null;

    private static Dictionary<string, int> Tokens(string text) =>
        Word().Matches(text.ToLowerInvariant()).GroupBy(match => match.Value).ToDictionary(group => group.Key, group => group.Count());

    private static string Plain(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        foreach (var element in page.QuerySelectorAll("script, style").ToList())
        {
            element.Remove();
        }

        foreach (var block in page.All.Where(element => Blocks().IsMatch(element.LocalName)))
        {
            block.Prepend(page.CreateTextNode(" "));
            block.After(page.CreateTextNode(" "));
        }

        return page.Body!.TextContent;
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\s\u00AD\u200B\u200C\u2060\uFEFF]+")]
    private static partial Regex White();

    [GeneratedRegex(@"^by\s", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex(
        "^(?:p|div|section|article|aside|header|footer|main|blockquote|pre|figure|figcaption|address|center|ul|ol|li|dl|dt|dd|table|caption"
        + "|t[rdh]|h[1-6]|[hb]r|details|summary|fieldset)$")]
    private static partial Regex Blocks();

    private sealed class Count
    {
        public int Right { get; set; }

        public int All { get; set; }
    }
}
