using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Importing.Budgets;

/// <summary>What may be slow or large is read in processes that end at their limits.</summary>
public sealed class ReadProcessTests
{
    private static readonly string Chart = "<p>Turnout rose.</p><svg>" + Bombs.Many(70_000, _ => "<g/>") + "</svg><p>Everywhere.</p>";

    [Fact]
    public async Task A_bomb_costs_its_item_and_its_limit_and_nothing_else()
    {
        await using var workshop = new Workshop(
            ("Recommender:Reading:Timeout", "00:00:02"), ("Recommender:Reading:MemoryMegabytes", "300"));
        var bombs = Bombs.Html(3000).Select((bomb, i) => workshop.Write(
            $"{i:00}.jsonl", Bombs.Line($"bomb-{i}", bomb.Data) + Bombs.Line($"after-{i}", "<p>Wall</p>"))).ToArray();

        var report = await workshop.ImportAsync(bombs);

        var read = (await workshop.StoredAsync()).Select(article => article.SourceId).ToHashSet();
        Assert.All(Enumerable.Range(0, bombs.Length), i => Assert.Contains($"after-{i}", read));
        // Some are harmless to a process that may work for two seconds.
        Assert.Equal(2 * bombs.Length - read.Count, report.Skipped);
        Assert.InRange(report.Skipped, bombs.Length / 2, bombs.Length);
        Assert.All(report.SkippedItems, item => Assert.StartsWith("cannot be read: it", item.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_was_killed_is_replaced_and_a_source_that_kills_three_gets_no_more()
    {
        await using var workshop = new Workshop(
            ("Recommender:Reading:Timeout", "00:00:05"), ("Recommender:Reading:MemoryMegabytes", "200"));
        var bomb = "<p>" + Bombs.Formatting(900, 60_000);
        var files = new List<string> { workshop.Write("1.jsonl", Bombs.Line("chart", Chart)) };
        for (var i = 2; i < 7; i++)
        {
            workshop.Write($"all/{i}.jsonl", Bombs.Line($"bomb-{i}", bomb));
        }

        workshop.Write("all/1.jsonl", Bombs.Line("first", Chart));
        workshop.Write("all/3a.jsonl", Bombs.Line("third", Chart));

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "all"), files[0]);

        Assert.Equal(["chart", "first", "third"], (await workshop.StoredAsync()).Select(article => article.SourceId).Order());
        Assert.Equal(2, report.SkippedItems.Count(item => item.Reason.Contains("3 others of this source", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Large_bodies_arrive_unchanged_whatever_their_characters()
    {
        await using var workshop = new Workshop();
        var words = Bombs.Many(200_000, i => i % 3 == 0 ? "<b>wäll</b> " : i % 3 == 1 ? "日本 " : "😀\"\\ ").TrimEnd();

        await workshop.ImportAsync(workshop.Write("1.jsonl", Bombs.Line("large", $"<p>{words}<svg><g/></svg>")));

        Assert.Equal(words.Replace("<b>", "", StringComparison.Ordinal).Replace("</b>", "", StringComparison.Ordinal),
            Assert.Single(await workshop.StoredAsync()).Text);
    }

    [Theory]
    [InlineData("no-such-program-anywhere", "none can be started")]
    [InlineData("false", "it ends the process that reads it")]
    public async Task Without_such_processes_only_what_needs_them_is_skipped(string program, string reason)
    {
        await using var workshop = new Workshop(services => services.AddSingleton(
            provider => new ReadProcesses(provider.GetRequiredService<IOptions<ReadingOptions>>())
            {
                Program = () => new ProcessStartInfo(program),
            }));

        var report = await workshop.ImportAsync(workshop.Write("a.jsonl", Bombs.Line("plain", "<p>Wall</p>") + Bombs.Line("chart", Chart)));

        Assert.Equal("plain", Assert.Single(await workshop.StoredAsync()).SourceId);
        Assert.Contains(reason, Assert.Single(report.SkippedItems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_Markdown_is_read_and_endless_brackets_are_not()
    {
        await using var workshop = new Workshop(("Recommender:Reading:Timeout", "00:00:03"));
        workshop.Write("posts/long.md", "---\ntitle: Long\n---\n" + Bombs.Many(3000, i => $"The *wall* of [{i}](/{i}).\n\n"));
        workshop.Write("posts/brackets.md", "---\ntitle: Brackets\n---\n" + Bombs.Many(60_000, _ => "![]("));

        var report = await workshop.ImportAsync(Path.Combine(workshop.Folder, "posts"));

        Assert.Equal("Long", Assert.Single(await workshop.StoredAsync()).Title);
        Assert.Equal("cannot be read: it takes longer than 3 s", Assert.Single(report.SkippedItems).Reason);
    }

    [Fact]
    public async Task A_damaged_feed_beyond_the_limit_is_an_error_of_its_source()
    {
        await using var workshop = new Workshop(("Recommender:Reading:MemoryMegabytes", "100"));
        var feed = workshop.Write("feed.xml", Samples.Rss([
            .. Enumerable.Range(0, 20_000).Select(i => Samples.Item($"{i}", "Wall <br>", new string('x', 1000)))]));

        var report = await workshop.ImportAsync(feed, workshop.Write("a.jsonl", Bombs.Line("a", "<p>Wall</p>")));

        Assert.Equal(1, report.New);
        Assert.Contains("is not well-formed XML: it needs too much memory", Assert.Single(report.Errors), StringComparison.Ordinal);
    }
}
