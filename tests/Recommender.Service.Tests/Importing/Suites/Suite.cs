using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Tests.Importing.Suites;

/// <summary>
/// Another parser's tests, in a folder that is not part of the project (see tests/suites), and how many of them are read right here.
/// </summary>
internal sealed class Suite
{
    private const string Variable = "RECOMMENDER_SUITES";

    private readonly List<string> _missed = [];

    private Suite(string name, string folder) => (Name, Folder) = (name, folder);

    public string Name { get; }

    public string Folder { get; }

    public int All { get; private set; }

    public int Right { get; private set; }

    /// <summary>Skips the test if the suite is not there.</summary>
    public static Suite Open(string name)
    {
        var suites = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(suites is null, $"{Variable} does not name a folder of suites: see tests/suites");
        var folder = Path.Combine(suites!, name);
        Assert.SkipUnless(Directory.Exists(folder), $"the folder that {Variable} names has no folder '{name}'");
        return new Suite(name, folder);
    }

    public string Text(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    public IEnumerable<string> Files(string pattern, params string[] path) =>
        Directory.EnumerateFiles(Path.Combine([Folder, .. path]), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <param name="isRight">Whether all that the case expects is right.</param>
    /// <param name="missed">The case and what was read, if it is not.</param>
    /// <param name="reasons">Parts of such lines with why they are missed; the first that fits counts.</param>
    public void Count(bool isRight, string missed, params IEnumerable<(string Part, string Reason)> reasons)
    {
        All++;
        Right += isRight ? 1 : 0;
        if (!isRight)
        {
            var reason = reasons.FirstOrDefault(known => missed.Contains(known.Part, StringComparison.Ordinal)).Reason;
            _missed.Add($"    {missed.ReplaceLineEndings(" ")} ({reason ?? "not explained"})");
        }
    }

    /// <summary>Writes the result in one line, then what is missed, and asserts how many must be right.</summary>
    public void Tell(ITestOutputHelper output, string what, int least)
    {
        output.WriteLine($"{(Name == "." ? "dates" : Name)}: {Right} of {All} right ({what})");
        _missed.ForEach(output.WriteLine);
        Assert.True(Right >= least, $"{Right} of {All} are right, not {least}");
    }

    /// <summary>The articles of a file, as an import reads them; null for items that are skipped.</summary>
    /// <param name="reading">Reads it.</param>
    /// <param name="file">The file.</param>
    /// <param name="url">The address from which it is said to come; null for none.</param>
    /// <param name="charset">What the server says of its encoding; null if nothing.</param>
    public static async Task<IReadOnlyList<SuiteItem>> ReadAsync(Reading reading, string file, string? url = null, string? charset = null)
    {
        var items = new List<SuiteItem>();
        try
        {
            using var content = new SourceContent(file, file, url is null ? null : new Uri(url), charset);
            foreach (var raw in DocumentItems.Read(content, new DocumentFacts(), new KnownSite(), reading))
            {
                var read = await ArticleBuilder.BuildAsync(raw, reading, DateTimeOffset.MaxValue);
                // The suites have many items of one element; here, an article has a title or a text.
                if (read.SkipReason?.StartsWith("has neither", StringComparison.Ordinal) == true)
                {
                    read = await ArticleBuilder.BuildAsync(raw with { Title = SuiteItem.NoTitle }, reading, DateTimeOffset.MaxValue);
                }

                items.Add(new SuiteItem(raw.Id, read.Article));
            }
        }
        catch (Exception e) when (e is ImportException or JsonException)
        {
            // What was read before counts.
        }

        return items;
    }
}

/// <summary>An item of a suite as it was read.</summary>
/// <param name="Id">The id that its source states.</param>
/// <param name="Article">The article; null if it was skipped.</param>
internal sealed record SuiteItem(string? Id, Article? Article)
{
    public const string NoTitle = "(none)";

    public static SuiteItem Nothing { get; } = new(null, null);
}
