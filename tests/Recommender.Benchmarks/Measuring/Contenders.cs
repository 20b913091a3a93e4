using System.Diagnostics;
using Recommender.Benchmarks.Peers;
using Recommender.Benchmarks.Sites;
using Recommender.Engine;
using Recommender.Engine.Candidates;
using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Benchmarks.Measuring;

/// <summary>All compared systems over one site. Lucene's defaults come first.</summary>
internal sealed class Contenders : IDisposable
{
    private const int ListLength = 50;

    private static readonly ParallelOptions AllCores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private readonly List<Contender> _all = [];
    private readonly List<IDisposable> _disposables = [];

    private Contenders()
    {
    }

    public IReadOnlyList<Contender> All => _all;

    /// <summary>Builds the index or model of each system.</summary>
    /// <param name="documents">The site's documents.</param>
    /// <param name="folder">Folder for the models.</param>
    /// <param name="sample">Number of articles MoreLikeThis searches for; null for all.</param>
    /// <param name="tuned">True to include the tuned MoreLikeThis.</param>
    public static Contenders Make(
        IReadOnlyList<Document> documents, TemporaryFolder folder, int? sample, bool tuned, CancellationToken cancel)
    {
        var made = new Contenders();
        var queries = Math.Min(sample ?? documents.Count, documents.Count);
        made.AddPeer(documents, MoreLikeThisSettings.Defaults, queries);
        if (tuned)
        {
            made.AddPeer(documents, MoreLikeThisSettings.Tuned, queries);
        }

        made.AddOwn(documents, folder, cancel);
        return made;
    }

    public void Dispose() => _disposables.ForEach(disposable => disposable.Dispose());

    private void AddPeer(IReadOnlyList<Document> documents, MoreLikeThisSettings settings, int queries)
    {
        Console.Error.WriteLine($"building: {settings.Name}");
        var (index, seconds) = Timed(() => new MoreLikeThisIndex(documents, settings));
        _disposables.Add(index);
        _all.Add(new Contender(settings.Name, seconds, queries, documents.Count, () => () => SearchAll(
            queries, index.NewSearcher, (searcher, i) => searcher.Find((int)((long)i * documents.Count / queries), ListLength).Count)));
    }

    private void AddOwn(IReadOnlyList<Document> documents, TemporaryFolder folder, CancellationToken cancel)
    {
        var unlearned = new RankingOptions { Learned = false, ListLength = ListLength };
        var learned = unlearned with { Learned = true };
        var (model, seconds) = Build("unlearned", unlearned);
        Add("Recommender, candidates", seconds, () => Candidates(EncodedSite.Load(model, unlearned)));
        Add("Recommender, candidates and unlearned order", seconds, () => RankAll(model, unlearned));
        (var learnedModel, seconds) = Build("learned", learned);
        Add("Recommender, candidates and learned order", seconds, () => RankAll(learnedModel, learned));

        void Add(string name, double built, Func<Func<long>> prepare) =>
            _all.Add(new Contender(name, built, documents.Count, documents.Count, prepare));

        (string Folder, double Seconds) Build(string name, RankingOptions options)
        {
            Console.Error.WriteLine($"training: {name}");
            var path = Directory.CreateDirectory(folder.File(name)).FullName;
            var (trained, took) = Timed(() => new RelatedTrainer(options, new ShippedRanking().Ranking).Train(documents, cancel: cancel));
            trained.Save(path);
            return (path, took);
        }
    }

    // The candidate index is filled again in each measured run: a model read from its folder does not have one yet.
    private static Func<long> RankAll(string folder, RankingOptions options)
    {
        var model = RelatedModel.Load(folder, options);
        return () =>
        {
            var lists = model.RankAll();
            return Enumerable.Range(0, model.Count).Sum(i => (long)lists[i].Length);
        };
    }

    private static Func<long> Candidates(EncodedSite site) => () =>
    {
        var index = site.Index();
        return SearchAll(site.Documents.Count, () => new SearchScratch(), (scratch, i) =>
        {
            index.Find(site.QueryOf(i), scratch);
            return scratch.Found.Count;
        });
    };

    private static long SearchAll<T>(int queries, Func<T> newSearcher, Func<T, int, int> find)
    {
        var total = 0L;
        Parallel.For(0, queries, AllCores,
            () => (Searcher: newSearcher(), Found: 0L),
            (i, _, local) => (local.Searcher, local.Found + find(local.Searcher, i)),
            local => Interlocked.Add(ref total, local.Found));
        return total;
    }

    private static (T Made, double Seconds) Timed<T>(Func<T> make)
    {
        var clock = Stopwatch.StartNew();
        var made = make();
        return (made, clock.Elapsed.TotalSeconds);
    }
}
