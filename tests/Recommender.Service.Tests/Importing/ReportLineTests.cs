namespace Recommender.Service.Tests.Importing;

/// <summary>Whatever a source holds, each thing that a report says of it is one line of bounded length.</summary>
public sealed class ReportLineTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("n0\u2028\u0085", 5_000));

    public static TheoryData<string, string> Sources => new()
    {
        // Parsers quote what they cannot read: all of it.
        { "a.json", "[" + Long + "]" },
        { "a.json", "{\n\"items\":[" + Long },
        { "a.jsonl", "{\"id\":" + Long + "}\n" + Samples.Line("a") },
        { "a.md", "---\n\"" + Long + "\": [\n---\nWall" },
        { "a.md", "+++\n" + Long + "\n+++\nWall" },
        { "a.xml", $"<rss><channel><item><guid>a</guid></item><{Long}>" },
        { "a.xml", $"<feed><entry><id>a</id><blogger:status xmlns:blogger='blogger'>{Long}</blogger:status></entry></feed>" },
        { "a.csv", "id,title\n\"a\nb\",\"" + Long + "\"x" },
        // Ids, addresses and dates are quoted as well.
        { "a.jsonl", "{\"id\":\"a\\nb\\u0000c\",\"title\":\"Wall\",\"published\":\"so\\non\"}\n" },
        { "a.jsonl", "{\"id\":\"a\",\"title\":\"Wall\",\"url\":\"not\\nan\\taddress\"}\n" },
        { "a.csv", "id,url,title\n\"a\r\nb\",\"x\r\ny\",Wall\n" },
    };

    [Fact]
    public async Task Of_very_many_skipped_items_all_are_counted_and_the_first_are_listed()
    {
        await using var workshop = new Workshop();

        var report = await workshop.ImportAsync(
            workshop.Write("a.jsonl", string.Concat(Enumerable.Repeat("{}\n", 12_000)) + Samples.Line("a")));

        Assert.Equal((1, 12_000, 10_000), (report.New, report.Skipped, report.SkippedItems.Count));
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_report_has_one_short_line_for_each_thing(string name, string content)
    {
        await using var workshop = new Workshop();

        var report = await workshop.ReportOfAsync(name, content);

        Assert.NotEmpty(report);
        Assert.DoesNotContain(report.Split('\n'), line => line.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'));
    }
}
