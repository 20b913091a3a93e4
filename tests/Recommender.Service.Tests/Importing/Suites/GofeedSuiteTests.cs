using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// The test data of gofeed: feeds, and beside each the expected result as JSON. A case is a feed of which something is expected that
/// articles have; it is right if all of that is right.
/// </summary>
public sealed partial class GofeedSuiteTests(ITestOutputHelper output)
{
    private static readonly (string, string)[] Reasons =
    [
        ("_markup", "names and ids are read without markup"),
        ("multiple_values", "both authors are named, the suite wants one"),
        ("item_links", "of several links the first counts, the suite wants the last"),
        ("entry_id_xml_base", "an id is compared, not resolved"),
        ("xhtml_escaped", "titles are read without markup"),
        ("issue_275", "an element of its own in the content"),
        ("dublincore_item_fields", "a date of publication, not of a change"),
        ("item_extensions", "a date of publication, not of a change"),
    ];

    [Fact]
    public async Task Items_are_read_as_gofeed_expects()
    {
        var suite = Suite.Open("gofeed");
        await using var workshop = new Workshop();
        var reading = new Reading(workshop.Get<ReadProcesses>(), TestContext.Current.CancellationToken);
        foreach (var (feed, result) in Cases(suite))
        {
            using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken));
            var entries = List(expected.RootElement, "items") is { Count: > 0 } items ? items : List(expected.RootElement, "entries");
            var read = await Suite.ReadAsync(reading, feed);
            var checks = entries.SelectMany((entry, i) => Checks(entry, i < read.Count ? read[i] : SuiteItem.Nothing)).ToList();
            if (checks.Count > 0)
            {
                var wrong = checks.Where(check => !check.IsRight).Select(check => $"{check.Field} '{check.Expected}'").ToList();
                suite.Count(wrong.Count == 0, $"{Path.GetRelativePath(suite.Folder, feed)}: {string.Join("; ", wrong)}", Reasons);
            }
        }

        suite.Tell(output, "feeds that expect something of an item", 136);
    }

    private static IEnumerable<(string Feed, string Result)> Cases(Suite suite)
    {
        var xml = suite.Files("*.xml", "testdata").Select(file => (file, file[..^4] + ".json"));
        var json = suite.Files("*.json", "testdata").Where(file => file.Contains("/json/", StringComparison.Ordinal))
            .Select(file => (file, file[..^5] + "_expected.json"));
        return xml.Concat(json).Where(pair => File.Exists(pair.Item2));
    }

    private static IEnumerable<(string Field, string? Expected, bool IsRight)> Checks(JsonElement entry, SuiteItem item)
    {
        var article = item.Article;
        if (Value(entry, "title") is { } title)
        {
            yield return ("title", title, IsText(title, article?.Title));
        }

        foreach (var text in new[] { Value(entry, "description"), Value(entry, "summary") }.OfType<string>())
        {
            yield return ("summary", text, IsText(text, article?.Summary) || IsText(text, article?.Text));
        }

        if ((Value(entry, "content") ?? Value(entry, "content_html") ?? Value(entry, "content_text")) is { } content)
        {
            yield return ("content", content, IsText(content, article?.Text));
        }

        if ((entry.Text("link") ?? entry.Text("url")) is { } link && entry.Member("link") is not { ValueKind: JsonValueKind.Object })
        {
            yield return ("link", link, PlainMarkup.SameUrl(link, article?.Url));
        }

        if ((Value(entry, "guid") ?? Value(entry, "id")) is { } id)
        {
            yield return ("id", id, id == item.Id);
        }

        foreach (var field in new[] { "publishedParsed", "pubDateParsed", "date_published", "updatedParsed", "date_modified" })
        {
            if (entry.Text(field) is { } date)
            {
                var found = field is "updatedParsed" or "date_modified" ? article?.Updated : article?.Published;
                yield return (field, date, DateTimeOffset.Parse(date, CultureInfo.InvariantCulture) == found);
            }
        }

        foreach (var check in Lists(entry, article))
        {
            yield return check;
        }
    }

    private static IEnumerable<(string Field, string? Expected, bool IsRight)> Lists(JsonElement entry, Article? article)
    {
        var authors = (List(entry, "authors") is { Count: > 0 } list ? list : entry.Member("author") is { } one ? [one] : [])
            .Select(author => author.ValueKind == JsonValueKind.Object ? author.Text("name") : author.GetString()).OfType<string>()
            .Select(name => Mail().Replace(name, "$1")).Where(name => name.Length > 0).ToList();
        if (authors.Count > 0)
        {
            yield return ("author", authors[0], PlainMarkup.SameNames(authors, article?.Author));
        }

        var tags = (List(entry, "categories") is { Count: > 0 } some ? some : List(entry, "tags"))
            .Select(tag => tag.ValueKind == JsonValueKind.Object
                ? tag.Text("label") ?? tag.Text("term") ?? tag.Text("value") : tag.GetString())
            .Where(tag => !string.IsNullOrEmpty(tag)).ToList();
        if (tags.Count > 0)
        {
            yield return ("categories", string.Join(", ", tags), PlainMarkup.SameSet(tags, article?.Tags ?? []));
        }

        if ((entry.Member("image") is { ValueKind: JsonValueKind.Object } picture ? picture.Text("url") : entry.Text("image")) is { } image)
        {
            yield return ("image", image, image == article?.Image);
        }
    }

    private static bool IsText(string expected, string? read) =>
        PlainMarkup.Same(expected, read) || (PlainMarkup.IsBlank(expected) && string.IsNullOrEmpty(read));

    private static string? Value(JsonElement entry, string name) =>
        entry.Member(name) is { ValueKind: JsonValueKind.Object } value ? value.Text("value") : entry.Text(name);

    private static List<JsonElement> List(JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    [GeneratedRegex(@"\s*[(<][^)>]*@[^)>]*[)>]|^\S+@\S+\s+\(([^)]*)\)$")]
    private static partial Regex Mail();
}
