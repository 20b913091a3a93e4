using System.Text;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// The tests of feedparser: files with what is expected of them in a comment. A case is one that expects something of an entry that
/// articles have; it is right if all of that is right. A title that is only a picture has no text, and is right without one.
/// </summary>
public sealed partial class FeedparserSuiteTests(ITestOutputHelper output)
{
    private const string Elsewhere = "http://127.0.0.1:8097/";

    private static readonly (string, string)[] Reasons =
    [
        ("/cdf/", "a format of 1997 that nobody writes"),
        ("_multiple_values", "the first of several counts, the suite wants the last"),
        ("entry_category_term", "the label is what readers see"),
        ("http_entry_id_base", "an id is compared, not resolved"),
        ("entry_content_src", "a film is not the text"),
        ("entry_link_rel_license", "a licence is not the page"),
        ("item_description_and_summary", "of two short texts the description counts"),
        ("item_summary_and_description", "of two short texts the description counts"),
        ("madeup_tags", "a made-up element"),
        ("not_a_doctype", "broken markup without text"),
        ("entity_in_doctype", "entities of a document's own are never resolved"),
        ("_image", "a made-up form of a picture"),
        ("iframe.xml", "the content of a frame is not shown"),
        ("linenoise", "broken bytes, of which each parser makes something else"),
        ("nested_cdata", "markup that was escaped by mistake"),
        ("itunes_item_category", "read from the channel and from items, one level deep"),
    ];

    [Fact]
    public async Task Entries_are_read_as_feedparser_expects()
    {
        var suite = Suite.Open("feedparser");
        await using var workshop = new Workshop();
        var reading = new Reading(workshop.Get<ReadProcesses>(), TestContext.Current.CancellationToken);
        foreach (var file in suite.Files("*.xml", "tests"))
        {
            var text = Decoded(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            if (Description().Match(text) is not { Success: true } described)
            {
                continue;
            }

            var expected = PythonExpectation.All(described.Groups[2].Value.Trim()).Where(IsOfEntry).ToList();
            if (expected.Count == 0)
            {
                continue;
            }

            var name = Path.GetRelativePath(suite.Folder, file).Replace('\\', '/');
            var (url, charset) = name.Contains("http", StringComparison.Ordinal) ? Served(name, text) : (null, null);
            var items = await Suite.ReadAsync(reading, file, url, charset);
            var wrong = expected.Where(one => !IsRight(one, items)).ToList();
            var missed = wrong.Select(one => $"{string.Join('.', one.Path.Skip(2))} '{one.Value}'");
            suite.Count(wrong.Count == 0, $"{name}: {string.Join("; ", missed)}", Reasons);
        }

        suite.Tell(output, "files that expect something of an entry", 795);
    }

    private static bool IsOfEntry(PythonExpectation one) => one.Path is ["entries", var index, var field, ..]
        && int.TryParse(index, out _) && one.Path[^1] is not ("type" or "language" or "base" or "mode")
        && (field is "title" or "title_detail" or "summary" or "summary_detail" or "description" or "link" or "id" or "guid" or "author"
            or "published_parsed" or "updated_parsed" or "created_parsed" or "modified_parsed" or "issued_parsed" or "category"
            || (field == "content" && (one.Path.Count < 4 || one.Path[3] == "0")) || one.Path.Skip(2).ToList() is
                ["links", "0", .., "href"] or ["author_detail", "name"] or ["authors", _, "name"] or ["tags", _, "term" or "label"]
                or ["media_thumbnail", "0", "url"] or ["image", "href"]);

    private static bool IsRight(PythonExpectation one, IReadOnlyList<SuiteItem> items)
    {
        var index = int.Parse(one.Path[1], System.Globalization.CultureInfo.InvariantCulture);
        var item = index < items.Count ? items[index] : SuiteItem.Nothing;
        var (article, expected) = (item.Article, one.Value);
        switch (one.Path[2])
        {
            case "title" or "title_detail":
                return PlainMarkup.Same(expected, article?.Title)
                    || (PlainMarkup.IsBlank(expected) && article?.Title is null or SuiteItem.NoTitle);
            case "content":
                return IsText(expected, [article?.Text], article);
            case "summary" or "summary_detail" or "description":
                return IsText(expected, [article?.Summary, article?.Text], article);
            case "link" or "links":
                return PlainMarkup.SameUrl(expected, article?.Url) || (expected == "" && article?.Url is null);
            case "id" or "guid":
                return expected == (item.Id ?? "");
            case "authors":
                var names = article?.Author?.Split(", ") ?? [];
                var place = int.Parse(one.Path[3], System.Globalization.CultureInfo.InvariantCulture);
                return place < names.Length && names[place] == expected;
            case "author" or "author_detail":
                return IsAuthor(expected!, article?.Author);
            case "tags" or "category":
                return expected is null || article?.Tags.Any(tag => PlainMarkup.Squeezed(tag) == PlainMarkup.Squeezed(expected)) == true;
            case "media_thumbnail" or "image":
                return expected == article?.Image;
            default:
                return IsDate(one.Path[2], expected, article?.Published, article?.Updated);
        }
    }

    private static bool IsText(string? expected, string?[] read, Article? article)
    {
        var (text, links) = PlainMarkup.Of(expected);
        var isText = PlainMarkup.Squeezed(text).Length == 0 || read.Any(one => PlainMarkup.Same(expected, one));
        return isText && links.Where(link => link.StartsWith("http", StringComparison.Ordinal))
            .All(link => article?.Spans.Any(span => span.Url is not null && PlainMarkup.SameUrl(link, span.Url)) == true);
    }

    // Mail addresses are never shown.
    private static bool IsAuthor(string expected, string? read) =>
        PlainMarkup.Squeezed(Mail().Replace(expected, "")) == PlainMarkup.Squeezed(read)
        || (expected.Contains('@', StringComparison.Ordinal) && !expected.Contains('(', StringComparison.Ordinal) && read is null);

    private static bool IsDate(string field, string? expected, DateTimeOffset? published, DateTimeOffset? updated)
    {
        var wanted = expected is null ? null : string.Join(',', expected.Split(',').Take(6).Select(part => int.Parse(part, null)));
        var isUpdate = field is "updated_parsed" or "modified_parsed";
        return Written(isUpdate ? updated ?? published : published) == wanted || (isUpdate && Written(published) == wanted);
    }

    private static string? Written(DateTimeOffset? date) =>
        date is not { } d ? null : $"{d.Year},{d.Month},{d.Day},{d.Hour},{d.Minute},{d.Second}";

    // The address and the encoding by the headers in the comment.
    private static (string? Url, string? Charset) Served(string name, string text)
    {
        var headers = Header().Matches(text).GroupBy(match => match.Groups[1].Value)
            .ToDictionary(group => group.Key, group => group.Last().Groups[2].Value.Trim(), StringComparer.OrdinalIgnoreCase);
        var url = new Uri(Elsewhere + name);
        url = headers.TryGetValue("Content-Location", out var location) ? new Uri(url, location) : url;
        var charset = headers.TryGetValue("Content-type", out var type) ? Charset().Match(type) : Match.Empty;
        return (url.AbsoluteUri, charset.Success ? charset.Groups[1].Value : null);
    }

    private static string Decoded(byte[] bytes) => bytes switch
    {
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, (byte)'<', ..] => new UTF32Encoding(true, true).GetString(bytes),
        [0xFF, 0xFE, 0, 0, ..] or [(byte)'<', 0, 0, 0, ..] => Encoding.UTF32.GetString(bytes),
        [0xFE, 0xFF, ..] or [0, (byte)'<', 0, ..] => Encoding.BigEndianUnicode.GetString(bytes),
        [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => Encoding.Unicode.GetString(bytes),
        _ => Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("")).GetString(bytes),
    };

    [GeneratedRegex(@"Description:\s*(.*?)\s*Expect:\s*(.*)\s*-->")]
    private static partial Regex Description();

    [GeneratedRegex(@"^Header:\s+([^:]+):(.*)$", RegexOptions.Multiline)]
    private static partial Regex Header();

    [GeneratedRegex(@"charset\s*=\s*[""']?([\w.:-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();

    [GeneratedRegex(@"\s*\([^)]*@[^)]*\)|\s*<[^>]*@[^>]*>")]
    private static partial Regex Mail();
}
