using System.Globalization;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// The dates in the tests of feedparser, gofeed and miniflux: read as expected, or not read if none is expected. Of some, miniflux
/// expects only that they are read; and never may another instant be read than the expected one.
/// </summary>
public sealed partial class DateSuiteTests(ITestOutputHelper output)
{
    private static readonly (string, string)[] Reasons =
    [
        ("'-0312'", "two digits of a year"), ("'031231'", "two digits of a year may be a day"),
        ("'03-12-31'", "two digits of a year may be a day"), ("'-03-12'", "two digits of a year"), ("'03335'", "two digits of a year"),
        ("0100", "a year that no article is of"),
    ];

    [Fact]
    public void Dates_are_read_as_three_parsers_expect()
    {
        var suite = Suite.Open(".");
        var (cases, wrong) = (Feedparser(suite).Concat(Gofeed(suite)).Concat(Miniflux(suite)).ToList(), new List<string>());
        foreach (var (written, expected, isAnyInstant) in cases)
        {
            var read = Seconds(Dates.Parse(written));
            var missed = $"'{written}': {expected?.ToString("s") ?? "no date"}, read {read?.ToString("s") ?? "nothing"}";
            suite.Count(isAnyInstant ? read is not null : read == expected, missed, Reasons);
            if (read is not null && !isAnyInstant && read != expected)
            {
                wrong.Add(written);
            }
        }

        suite.Tell(output, "dates of feedparser, gofeed and miniflux", cases.Count * 120 / 133);
        Assert.Empty(wrong);
    }

    private static DateTimeOffset? Seconds(DateTimeOffset? read) =>
        read?.AddTicks(-(read.Value.Ticks % TimeSpan.TicksPerSecond));

    private static IEnumerable<(string, DateTimeOffset?, bool)> Feedparser(Suite suite)
    {
        var code = File(suite, "feedparser", "tests", "test_date_parsers.py");
        foreach (Match match in Tuple().Matches(code))
        {
            // JSON escapes as Python does.
            var written = System.Text.Json.JsonSerializer.Deserialize<string>($"\"{match.Groups[1].Value}\"")!;
            var parts = Number().Matches(match.Groups[2].Value)
                .Select(number => int.Parse(number.Value, CultureInfo.InvariantCulture)).ToList();
            yield return (written, parts.Count < 6 ? null
                : new DateTimeOffset(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], TimeSpan.Zero), false);
        }
    }

    private static IEnumerable<(string, DateTimeOffset?, bool)> Gofeed(Suite suite) =>
        Pair().Matches(File(suite, "gofeed", "internal", "shared", "dateparser_test.go")).Select(match => (match.Groups[1].Value,
            (DateTimeOffset?)DateTimeOffset.Parse(
                match.Groups[2].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), false));

    private static IEnumerable<(string, DateTimeOffset?, bool)> Miniflux(Suite suite)
    {
        foreach (var (_, body) in GoCode.Tests(File(suite, "miniflux", "internal", "reader", "date", "parser_test.go")))
        {
            if (Parsed().Match(body) is { Success: true } one)
            {
                var seconds = Timestamp().Match(body);
                yield return (one.Groups[1].Value, seconds.Success
                    ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds.Groups[1].Value, CultureInfo.InvariantCulture)) : null, false);
            }

            foreach (var written in List().Matches(body).SelectMany(list => GoCode.Texts(list.Groups[1].Value)))
            {
                yield return (written, null, true);
            }
        }
    }

    private static string File(Suite suite, params string[] path)
    {
        var file = Path.Combine([suite.Folder, .. path]);
        Assert.SkipUnless(System.IO.File.Exists(file), $"the suite '{path[0]}' is not there");
        return System.IO.File.ReadAllText(file);
    }

    [GeneratedRegex(@"\(\s*_parse_date_\w+,\s*""([^""]*)"",\s*(None|\([\d, ]+\)),?\s*\)")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\{""([^""]+)"", ""(\d{4}-[^""]+)""\}")]
    private static partial Regex Pair();

    [GeneratedRegex(@"Parse\(""([^""]*)""\)")]
    private static partial Regex Parsed();

    [GeneratedRegex(@"expectedTS := int64\((\d+)\)")]
    private static partial Regex Timestamp();

    [GeneratedRegex(@":= \[\]string\{(.*?)\n\t\}", RegexOptions.Singleline)]
    private static partial Regex List();
}
