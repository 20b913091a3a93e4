using System.Diagnostics;
using Recommender.Service.Importing.Fetching;

namespace Recommender.Service.Tests.Importing.Budgets;

/// <summary>Sources that always name something further.</summary>
public sealed class EndlessSourceTests
{
    [Fact]
    public async Task A_chain_of_sitemaps_ends()
    {
        await using var workshop = new Workshop();
        await using var site = await LocalSite.StartAsync();
        for (var i = 0; i < 30; i++)
        {
            site.Page($"/{i}.xml", $"<sitemapindex><sitemap><loc>{site.Url}/{i + 1}.xml</loc></sitemap></sitemapindex>");
        }

        var report = await workshop.ImportAsync(site.Url + "/0.xml");

        Assert.Equal(6, site.Requests.Count);
        Assert.Contains(report.Missing, note => note.EndsWith("more than 5 levels deep are not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sitemap_of_very_many_sitemaps_is_read_up_to_the_limit()
    {
        await using var workshop = new Workshop(("Recommender:Fetching:MaxSitemaps", "3"));
        await using var site = await LocalSite.StartAsync();
        site.Page("/sitemap.xml",
            $"<sitemapindex>{Bombs.Many(9, i => $"<sitemap><loc>{site.Url}/{i}.xml</loc></sitemap>")}</sitemapindex>");
        site.Page("/1.xml", $"<urlset><url><loc>{site.Url}/a</loc></url></urlset>");
        site.Html("/a", $"<html><head><title>Wall</title></head><body><p>{Samples.Body}</p></body></html>");

        var report = await workshop.PruneAsync(site.Url + "/sitemap.xml");

        // Two of the three are missing; that does not end the look.
        Assert.Equal(["/sitemap.xml", "/0.xml", "/1.xml", "/2.xml", "/a"], site.Requests);
        Assert.Equal(1, report.New);
        Assert.Contains(report.Missing, note => note.EndsWith("only the first 3 of its sitemaps are read", StringComparison.Ordinal));
        Assert.Contains("nothing was withdrawn, because not everything could be read", report.Notes);
    }

    [Fact]
    public void Forty_thousand_rules_with_wildcards_are_compared_at_once()
    {
        var rules = RobotsRules.Parse("User-agent: *\n" + Bombs.Many(40_000, _ => "Disallow: *a*b*c*d$\n"), "recommender");
        var watch = Stopwatch.StartNew();

        Assert.True(rules.Allows(new Uri("https://a.example/" + Bombs.Many(500, _ => "abc"))));
        // Far more than it needs, far less than a search that tries all ways.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task SIGTERM_ends_an_import_and_the_process_that_reads_for_it()
    {
        using var folder = new TestFolder();
        await using var workshop = new Workshop();
        var bomb = workshop.Write("bomb.md", "---\ntitle: Brackets\n---\n" + Bombs.Many(150_000, _ => "![]("));
        using var import = new RecommenderProcess(
            folder.Root, ["import", bomb, "--data", folder.Data], environment: [("Recommender__Reading__Timeout", "00:05:00")]);
        await Eventually.HoldsAsync(() => Children(import.Id).Count > 0);
        var reader = Children(import.Id)[0];

        using var kill = Process.Start("kill", ["-TERM", $"{import.Id}"]);

        Assert.Equal(130, await import.EndAsync());
        await Eventually.HoldsAsync(() => !Directory.Exists($"/proc/{reader}"));
    }

    private static List<int> Children(int process)
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                // After the name in brackets: the state, then the parent.
                var parent = int.Parse(File.ReadAllText($"{folder}/stat").Split(") ")[^1].Split(' ')[1], null);
                if (parent == process)
                {
                    found.Add(int.Parse(Path.GetFileName(folder), null));
                }
            }
            catch (IOException)
            {
                // It has ended.
            }
        }

        return found;
    }
}
