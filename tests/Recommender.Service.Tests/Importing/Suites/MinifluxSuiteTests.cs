using System.Globalization;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// The parser tests of miniflux, which are Go. A case is a test with a document that expects something of an entry that articles have; it
/// is right if all of that is right.
/// </summary>
public sealed partial class MinifluxSuiteTests(ITestOutputHelper output)
{
    private static readonly string[] Files =
    [
        "atom/atom_10_test.go", "atom/atom_03_test.go", "rss/parser_test.go", "rdf/parser_test.go", "json/parser_test.go",
        "parser/parser_test.go",
    ];

    private static readonly (string, string)[] Reasons =
    [
        ("Author 'me@", "a mail address, which is never shown"), ("master@", "a mail address, which is never shown"),
        ("editor@", "a mail address, which is never shown"), ("author@", "a mail address, which is never shown"),
        ("doe@", "a mail address, which is never shown"), ("(me@", "a mail address, which is never shown"),
        ("mailto:", "a mail address, which is never shown"), ("ItunesOwner", "who is asked about the feed, not who wrote"),
        ("EnclosureURLs", "a recording is not the page of the item"), ("IDAsURL", "the home page is not the page of the item"),
        ("MediaCategories", "categories without a label count, too"),
        ("DistinctLinks", "two items of one id and one address are one article"),
        ("MissingTitle", "an item without title gets the first words of its text"),
        ("EmptyTitle", "an item without title gets the first words of its text"),
    ];

    [Fact]
    public async Task Entries_are_read_as_miniflux_expects()
    {
        var suite = Suite.Open("miniflux");
        await using var workshop = new Workshop();
        var reading = new Reading(workshop.Get<ReadProcesses>(), TestContext.Current.CancellationToken);
        foreach (var (file, name, body) in Files.SelectMany(
            file => GoCode.Tests(suite.Text("internal", "reader", file)).Select(test => (file, test.Name, test.Body))))
        {
            if (Data().Match(body) is not { Success: true } data)
            {
                continue;
            }

            var url = Address().Match(body);
            var document = workshop.Write($"{name}.feed", data.Groups[1].Value);
            var items = await Suite.ReadAsync(reading, document, url.Success && url.Groups[1].Length > 0 ? url.Groups[1].Value : null);
            var checks = Checks(body, items, url.Success ? url.Groups[1].Value : "").ToList();
            if (checks.Count > 0)
            {
                var wrong = checks.Where(check => !check.IsRight).Select(check => $"{check.Field} '{check.Expected}'").ToList();
                suite.Count(wrong.Count == 0, $"{file} {name}: {string.Join("; ", wrong)}", Reasons);
            }
        }

        suite.Tell(output, "tests that expect something of an entry", 140);
    }

    private static IEnumerable<(string Field, string? Expected, bool IsRight)> Checks(
        string body, IReadOnlyList<SuiteItem> items, string url)
    {
        var code = new GoCode(body);
        if (Count().Match(body) is { Success: true } count)
        {
            yield return ("count", count.Groups[1].Value,
                items.Count(item => item.Article is not null).ToString(CultureInfo.InvariantCulture) == count.Groups[1].Value);
        }

        foreach (var (index, field, expression) in Expectations(body))
        {
            var item = index < items.Count ? items[index] : SuiteItem.Nothing;
            if (field == "Date" && code.Instant(expression) is { } date)
            {
                yield return ("Date", expression, item.Article?.Published == date);
            }
            else if (field != "Date" && code.Text(expression) is { } text && IsRight(field, text, item, url) is { } isRight)
            {
                yield return (field, text, isRight);
            }
        }

        if (Tags().Match(body) is { Success: true } tags && body.Contains("Tags", StringComparison.Ordinal))
        {
            var expected = GoCode.Texts(tags.Groups[1].Value).ToList();
            yield return ("Tags", string.Join(", ", expected),
                PlainMarkup.SameSet(expected, items.Count > 0 ? items[0].Article?.Tags ?? [] : []));
        }
    }

    private static bool? IsRight(string field, string expected, SuiteItem item, string url) => field switch
    {
        "Title" => PlainMarkup.Same(expected, item.Article?.Title),
        "URL" => PlainMarkup.SameUrl(expected, item.Article?.Url) || (expected == url && item.Article?.Url is null),
        "Content" => PlainMarkup.Same(expected, item.Article?.Text),
        "Author" => PlainMarkup.SameNames([expected], item.Article?.Author)
            || PlainMarkup.SameNames(expected.Split(", "), item.Article?.Author)
            || (expected.Length == 0 && item.Article?.Author is null),
        _ => null,
    };

    private static IEnumerable<(int Index, string Field, string Expression)> Expectations(string body)
    {
        int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
        foreach (Match match in Unequal().Matches(body))
        {
            yield return (Number(match.Groups[1]), match.Groups[2].Value, match.Groups[3].Value);
        }

        foreach (Match match in DateIs().Matches(body))
        {
            yield return (Number(match.Groups[1]), "Date", match.Groups[2].Value);
        }

        foreach (Match match in IsDate().Matches(body))
        {
            yield return (Number(match.Groups[2]), "Date", match.Groups[1].Value);
        }

        foreach (Match alias in Alias().Matches(body))
        {
            var name = Regex.Escape(alias.Groups[1].Value);
            foreach (Match match in Regex.Matches(body, $@"\b(?:{name} != (\w+|""[^""]*"")|(\w+) != {name})(?!\w)"))
            {
                yield return (Number(alias.Groups[2]), alias.Groups[3].Value, match.Groups[1].Value + match.Groups[2].Value);
            }
        }
    }

    [GeneratedRegex(@"data := `(.*?)`\n", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"Parse(?:Feed)?\(""([^""]+)""")]
    private static partial Regex Address();

    [GeneratedRegex(@"len\(feed\.Entries\) != (\d+)")]
    private static partial Regex Count();

    [GeneratedRegex(@"expected :?= \[\]string\{(.*?)\}", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex(@"feed\.Entries\[(\d+)\]\.(\w+) != (`[^`]*`|""(?:[^""\\]|\\.)*""|\w+)(?= \{)")]
    private static partial Regex Unequal();

    [GeneratedRegex(@"!feed\.Entries\[(\d+)\]\.Date\.Equal\((.*?)\) \{")]
    private static partial Regex DateIs();

    [GeneratedRegex(@"!(\w+)\.Equal\(feed\.Entries\[(\d+)\]\.Date\)")]
    private static partial Regex IsDate();

    [GeneratedRegex(@"(\w+) := feed\.Entries\[(\d+)\]\.(\w+)\b")]
    private static partial Regex Alias();
}
