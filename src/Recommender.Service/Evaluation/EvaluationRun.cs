using Recommender.Engine;
using Recommender.Engine.Evaluation;

namespace Recommender.Service.Evaluation;

/// <summary>Measures rankings against what editors linked to, or against given judgments.</summary>
public sealed class EvaluationRun(RankingOptions ranking)
{
    private const int ListLength = 100;

    /// <param name="documents">A site's documents.</param>
    /// <param name="judgments">
    /// Given judgments: then the documents are trained on as they are. Null: the newest linked articles are held out (<see cref="LinkSplit"/>).
    /// </param>
    /// <param name="byDefault">The default ranking to evaluate; null for none.</param>
    /// <param name="run">Which ranking's lists to give back.</param>
    /// <param name="asServed">Adds a row of the lists as blocks show them, near-duplicates and other languages left out.</param>
    /// <exception cref="EvaluationException">A judged document is not among the documents, or nothing is judged.</exception>
    public EvaluationResult Run(
        IReadOnlyList<Document> documents, Judgments? judgments, DefaultRanking? byDefault, RankingSystem run, bool asServed, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        if (judgments is null)
        {
            var split = LinkSplit.Make(documents);
            (documents, judgments) = (split.Documents, split.Judgments);
        }

        var known = documents.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        if (judgments.Grades.SelectMany(judged => judged.Value.Keys.Prepend(judged.Key)).FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new EvaluationException($"the judged article '{missing}' is not among the articles");
        }

        if (judgments.Grades.Count == 0)
        {
            throw new EvaluationException("nothing to measure: no article links to an earlier one of the site; give judgments with --judgments FILE");
        }

        var model = new RelatedTrainer(ranking, byDefault).Train(documents, progress, cancel);
        var filter = new ServingFilter(documents, model.RankAll(progress, cancel));
        var newest = model.RankAsOf(RankingSystem.NewestFirst, judgments.Grades.Keys, ListLength, cancel);
        var rows = new List<SystemFigures>();
        var lists = new Dictionary<RankingSystem, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>>>();
        foreach (var (system, name) in Systems.Where(s => model.Has(s.System)))
        {
            progress?.Report(new StageProgress($"measuring {name}", rows.Count, Systems.Length));
            lists[system] = system == RankingSystem.NewestFirst ? newest : model.RankAsOf(system, judgments.Grades.Keys, ListLength, cancel);
            rows.Add(SystemFigures.Of(name, judgments, lists[system], newest, documents.Count, filter.GroupOf));
        }

        if (asServed)
        {
            var blocks = lists[RankingSystem.Served].ToDictionary(l => l.Key, l => filter.Apply(l.Key, l.Value), StringComparer.Ordinal);
            rows.Add(SystemFigures.Of("as served", judgments, blocks, newest, documents.Count, filter.GroupOf));
        }

        return lists.TryGetValue(run, out var chosen)
            ? new EvaluationResult(documents.Count, rows, chosen)
            : throw new EvaluationException($"this site has no ranking '{run}': it has too few links of its own, or no default ranking was given");
    }

    private static readonly (RankingSystem System, string Name)[] Systems =
    [
        (RankingSystem.NewestFirst, "newest first"), (RankingSystem.MostLinked, "most linked"),
        (RankingSystem.TermCosine, "TF-IDF cosine"), (RankingSystem.Unlearned, "unlearned"),
        (RankingSystem.Default, "default"), (RankingSystem.Site, "site"), (RankingSystem.Served, "served"),
    ];
}

/// <summary>What an evaluation found.</summary>
/// <param name="Articles">How many articles there were.</param>
/// <param name="Systems">A row a ranking.</param>
/// <param name="Lists">By query the list of the ranking that was asked for.</param>
public sealed record EvaluationResult(
    int Articles, IReadOnlyList<SystemFigures> Systems, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> Lists);

/// <summary>The evaluation cannot be made; the message tells why.</summary>
public sealed class EvaluationException(string message) : Exception(message);
