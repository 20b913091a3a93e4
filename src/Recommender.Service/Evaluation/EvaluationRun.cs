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
    /// <param name="asServed">Adds a row of the lists as blocks show them, near-duplicates and other languages left out.</param>
    /// <exception cref="EvaluationException">A judged document is not among the documents, or nothing is judged.</exception>
    public EvaluationResult Run(
        IReadOnlyList<Document> documents, Judgments? judgments, bool asServed, IProgress<StageProgress>? progress, CancellationToken cancel)
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

        var model = new RelatedTrainer(ranking).Train(documents, progress, cancel);
        var filter = new ServingFilter(documents, model.RankAll(progress, cancel));
        var newest = model.RankAsOf(RankingSystem.NewestFirst, judgments.Grades.Keys, ListLength, cancel);
        var rows = new List<SystemFigures>();
        IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> served = newest;
        foreach (var (system, name) in Systems)
        {
            progress?.Report(new StageProgress($"measuring {name}", rows.Count, Systems.Length));
            served = system == RankingSystem.NewestFirst ? newest : model.RankAsOf(system, judgments.Grades.Keys, ListLength, cancel);
            rows.Add(SystemFigures.Of(name, judgments, served, newest, documents.Count, filter.GroupOf));
        }

        if (asServed)
        {
            var blocks = served.ToDictionary(l => l.Key, l => filter.Apply(l.Key, l.Value), StringComparer.Ordinal);
            rows.Add(SystemFigures.Of("as served", judgments, blocks, newest, documents.Count, filter.GroupOf));
        }

        return new EvaluationResult(documents.Count, rows, served);
    }

    private static readonly (RankingSystem System, string Name)[] Systems =
    [
        (RankingSystem.NewestFirst, "newest first"), (RankingSystem.MostLinked, "most linked"),
        (RankingSystem.TermCosine, "TF-IDF cosine"), (RankingSystem.Unlearned, "unlearned"),
    ];
}

/// <summary>What an evaluation found.</summary>
/// <param name="Articles">How many articles there were.</param>
/// <param name="Systems">A row a ranking.</param>
/// <param name="Served">The lists of the ranking that would be served.</param>
public sealed record EvaluationResult(
    int Articles, IReadOnlyList<SystemFigures> Systems, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> Served);

/// <summary>The evaluation cannot be made; the message tells why.</summary>
public sealed class EvaluationException(string message) : Exception(message);
