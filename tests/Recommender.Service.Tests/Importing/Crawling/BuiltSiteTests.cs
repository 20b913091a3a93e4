namespace Recommender.Service.Tests.Importing.Crawling;

/// <summary>
/// Which pages of a built site are articles, against the site's own list of them. The sites come from tests/article-pages; without it, a
/// small one of our own.
/// </summary>
public sealed class BuiltSiteTests
{
    private const string Sites = "RECOMMENDER_BUILT_SITES";

    [Fact]
    public async Task The_articles_of_built_sites_are_found_and_nothing_else()
    {
        var given = Environment.GetEnvironmentVariable(Sites)?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [OwnSite()];
        foreach (var folder in given)
        {
            var (precision, recall) = await CompareAsync(folder);

            Assert.InRange(precision, 0.98, 1);
            Assert.InRange(recall, 0.95, 1);
        }
    }

    // A folder with "site", the built pages, and "articles.txt", a path a line.
    private static async Task<(double Precision, double Recall)> CompareAsync(string folder)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var root = Path.Combine(folder, "site");
        var pages = Directory.EnumerateFiles(root, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (File: file, Path: PathOf(Path.GetRelativePath(root, file)))).ToList();
        var own = new HashSet<string>(
            (await File.ReadAllLinesAsync(Path.Combine(folder, "articles.txt"), TestContext.Current.CancellationToken))
            .Select(line => Uri.UnescapeDataString(line.Trim())).Where(line => line.Length > 0)
            .Select(line => line.StartsWith("http", StringComparison.Ordinal) ? Uri.UnescapeDataString(new Uri(line).AbsolutePath) : line),
            StringComparer.Ordinal);
        foreach (var (file, path) in pages)
        {
            site.Page(path, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), "text/html");
        }

        site.Page(
            "/all.xml", "<urlset>" + string.Concat(pages.Select(page =>
                $"<url><loc>{site.Url}{Uri.EscapeDataString(page.Path).Replace("%2F", "/", StringComparison.Ordinal)}</loc></url>"))
            + "</urlset>");

        var report = await workshop.ImportAsync(site.Url + "/all.xml");

        var left = report.SkippedItems.Where(item => item.Source.StartsWith(site.Url, StringComparison.Ordinal))
            .ToDictionary(item => Uri.UnescapeDataString(new Uri(item.Source).AbsolutePath), item => item.Reason, StringComparer.Ordinal);
        var taken = pages.Select(page => page.Path).Where(path => !left.ContainsKey(path)).ToHashSet(StringComparer.Ordinal);
        var expected = pages.Select(page => page.Path).Where(own.Contains).ToHashSet(StringComparer.Ordinal);
        var (right, wrong) = (taken.Count(expected.Contains), taken.Where(path => !expected.Contains(path)).ToList());
        var missed = expected.Where(path => !taken.Contains(path)).ToList();
        var (precision, recall) = (right / (double)Math.Max(1, taken.Count), right / (double)Math.Max(1, expected.Count));
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Path.GetFileName(folder)}: {pages.Count} pages, {expected.Count} articles, {taken.Count} taken, "
            + $"precision {precision:0.000}, recall {recall:0.000}"));
        wrong.Take(25).ToList().ForEach(path => output.WriteLine($"  taken, no article: {path}"));
        missed.Take(25).ToList().ForEach(path => output.WriteLine($"  missed: {path} ({left[path]})"));
        return (precision, recall);
    }

    private static string PathOf(string file) => "/" + (file.EndsWith("index.html", StringComparison.Ordinal)
        ? file[..^"index.html".Length] : file).Replace('\\', '/');

    private static string OwnSite()
    {
        var folder = Directory.CreateTempSubdirectory("recommender-built-").FullName;
        MadeSite.WriteTo(Path.Combine(folder, "site"), MadeSite.Bare);
        File.WriteAllLines(
            Path.Combine(folder, "articles.txt"), MadeSite.Articles(MadeSite.Bare).Select(article => article.Path + ".html"));
        return folder;
    }
}
