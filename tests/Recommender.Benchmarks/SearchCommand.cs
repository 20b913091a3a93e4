using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Benchmarks.Measuring;
using Recommender.Benchmarks.Sites;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Search;
using Recommender.Service.Hosting;
using Recommender.Service.Storage;

namespace Recommender.Benchmarks;

/// <summary><c>search</c>: whether the desk's search finds articles by words of their titles and texts, and how long it takes.</summary>
internal sealed class SearchCommand : Command
{
    private const int First = 3;
    private const int Rare = 20;
    private const int Slow = 50;

    private readonly Argument<string[]> _files = new("FILES")
    {
        Description = "Files to import, each a site of its own; or data folders of imported sites", Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly CountOption _rounds = new("--rounds", 1, "Number of random words of each title");
    private readonly CountOption _seed = new("--seed", 1, "Seed of the random words");
    private readonly CountOption _searches = new("--searches", 1000, "Number of timed searches");
    private readonly Option<bool> _times = new("--times") { Description = "Measure only the time of searches" };
    private readonly Option<int> _show = new("--show") { Description = "Print so many searches that did not find their article" };

    public SearchCommand() : base("search",
        "Measure the share of articles that random words of their title (as typed, with a typo, without the last letter), and parts of "
            + "their text in scripts without blanks, find; and the time of a search.")
    {
        Arguments.Add(_files);
        Options.Add(_rounds);
        Options.Add(_seed);
        Options.Add(_searches);
        Options.Add(_times);
        Options.Add(_show);
        SetAction(async (parsed, cancel) =>
        {
            var table = new MarkdownTable(
                "site", "articles", "distinguishable", "three words", "with a typo", "without the last letter", "parts of texts");
            // On a machine that does other work, too, the time of processors says what a search costs.
            var times = new MarkdownTable(
                "site", "articles", "import, s", "store, MB", "first search, ms", "median", "95 %", "slowest",
                "processors: median, ms", "95 %", "slowest");
            foreach (var file in parsed.GetValue(_files) ?? [])
            {
                using var folder = new TemporaryFolder();
                var (data, seconds) = (Path.GetFullPath(file), MarkdownTable.None);
                if (!Directory.Exists(data))
                {
                    data = folder.File("data");
                    var cost = await MeasuredProcess.RunAsync(folder.Path, ["import", Path.GetFullPath(file), "--data", data], cancel);
                    seconds = $"{cost.Seconds:0.0}";
                }

                await using var app = WebHost.Build(new Dictionary<string, string?>
                {
                    ["Recommender:Data"] = data, ["Recommender:Models"] = folder.File("models"),
                });
                await app.Services.GetRequiredService<SnapshotLoader>().RefreshAsync(cancel);
                var site = new SearchedSite(
                    app.Services.GetRequiredService<ArticleSearch>(), app.Services.GetRequiredService<SiteSnapshots>().Find("default")!);
                var name = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) + "/" + Path.GetFileName(file);
                var texts = new List<(string Key, string Title, string Text)>();
                await foreach (var article in app.Services.GetRequiredService<ArticleStore>().ReadAllAsync("default", cancel))
                {
                    texts.Add((article.Key, article.Title, article.Text.Length > 3000 ? article.Text[..3000] : article.Text));
                }

                var store = new FileInfo(Path.Combine(data, "recommender.db")).Length;
                times.Add([name, $"{texts.Count}", seconds, $"{store / 1e6:0.0}",
                    .. await TimesAsync(site, texts, parsed.GetValue(_searches), parsed.GetValue(_seed), parsed.GetValue(_show), cancel)]);
                if (!parsed.GetValue(_times))
                {
                    table.Add([name, $"{texts.Count}", .. await SharesAsync(
                        site, texts, parsed.GetValue(_rounds), parsed.GetValue(_seed), parsed.GetValue(_show), cancel)]);
                }
            }

            if (!parsed.GetValue(_times))
            {
                table.Write(Console.Out);
            }

            times.Write(Console.Out);
            return 0;
        });
    }

    private static async Task<string[]> TimesAsync(
        SearchedSite site, List<(string Key, string Title, string Text)> articles, int searches, int seed, int show,
        CancellationToken cancel)
    {
        var random = new Random(seed);
        var began = Stopwatch.GetTimestamp();
        await site.FindAsync("the first search", cancel);
        var first = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var (spent, worked) = (new List<double>(), new List<double>());
        using var process = Process.GetCurrentProcess();
        for (var i = 0; i < searches; i++)
        {
            // A word of a text, some words of a title, or the beginning of one while it is typed.
            var (_, title, text) = articles[random.Next(articles.Count)];
            var words = TypedWords.Of(random.Next(2) == 0 ? title : text, random) ?? [title];
            var typed = random.Next(4) switch
            {
                0 => words[0],
                1 => words[0][..Math.Min(words[0].Length, random.Next(1, 5))],
                2 => TypedWords.WithTypo(words, random),
                _ => string.Join(' ', words),
            };
            process.Refresh();
            var before = process.TotalProcessorTime;
            began = Stopwatch.GetTimestamp();
            await site.FindAsync(typed, cancel);
            process.Refresh();
            spent.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            worked.Add((process.TotalProcessorTime - before).TotalMilliseconds);
            if (show > 0 && worked[^1] > Slow)
            {
                Console.Error.WriteLine($"{spent[^1]:0} ms, {worked[^1]:0} ms of a processor: {typed}");
            }
        }

        spent.Sort();
        worked.Sort();
        return [$"{first:0}", .. Cells(spent), .. Cells(worked)];

        static string[] Cells(List<double> times) =>
            [$"{times[times.Count / 2]:0.0}", $"{times[times.Count * 95 / 100]:0.0}", $"{times[^1]:0.0}"];
    }

    private static async Task<string[]> SharesAsync(
        SearchedSite site, List<(string Key, string Title, string Text)> articles, int rounds, int seed, int show, CancellationToken cancel)
    {
        var random = new Random(seed);
        var shares = new (int Found, int Of)[4];
        var titles = articles.ConvertAll(article => WordsOf(article.Title));
        var possible = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (key, title, text) in articles)
            {
                if (TypedWords.Of(title, random) is { } words)
                {
                    // Of more than three titles with all of the words, chance decides which are the first three.
                    var meant = WordsOf(string.Join(' ', words));
                    possible += Math.Min(1, (double)First / Math.Max(1, titles.Count(title => title.IsSupersetOf(meant))));
                    await CountAsync(0, string.Join(' ', words), key, First);
                    await CountAsync(1, TypedWords.WithTypo(words, random), key, First);
                    await CountAsync(2, TypedWords.WithoutLastLetter(words), key, First);
                }

                // Only what is in few texts can find one of them.
                if (TypedWords.PartOf(text, random.Next(3, 6), random) is { } part
                    && articles.Count(article => article.Text.Contains(part, StringComparison.Ordinal)) <= Rare)
                {
                    await CountAsync(3, part, key, ArticleQuery.MaxLimit);
                }
            }
        }

        return
        [
            $"{100 * possible / Math.Max(1, shares[0].Of):0.0} %",
            .. shares.Select(share => share.Of == 0 ? MarkdownTable.None : $"{100.0 * share.Found / share.Of:0.0} % of {share.Of}"),
        ];

        async Task CountAsync(int kind, string typed, string key, int places)
        {
            var keys = await site.FindAsync(typed, cancel);
            var found = keys.Take(places).Contains(key);
            shares[kind] = (shares[kind].Found + (found ? 1 : 0), shares[kind].Of + 1);
            if (!found && show-- > 0)
            {
                Console.Error.WriteLine($"{kind}: '{typed}' is at {Array.IndexOf(keys, key) + 1} of {keys.Length}: "
                    + articles.First(article => article.Key == key).Title);
            }
        }
    }

    private static HashSet<string> WordsOf(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        IndexedText.ReadRuns(text, (run, _) => words.Add(run));
        return words;
    }

    private sealed record SearchedSite(ArticleSearch Search, SiteSnapshot Snapshot)
    {
        public async Task<string[]> FindAsync(string typed, CancellationToken cancel) =>
        [
            .. (await Search.FindAsync(Snapshot, new ArticleQuery { Typed = typed, Limit = ArticleQuery.MaxLimit }, cancel)).Articles
                .Select(article => article.Key),
        ];
    }
}
