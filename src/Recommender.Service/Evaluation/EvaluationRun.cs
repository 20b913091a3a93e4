using Recommender.Engine;
using Recommender.Engine.Evaluation;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Service.Models;
using Recommender.Service.Workers;

namespace Recommender.Service.Evaluation;

/// <summary>Measures rankings against editors' links or given judgments.</summary>
public sealed class EvaluationRun(SiteRanking rankings)
{
    private const int ListLength = 100;

    private static readonly (RankingSystem System, string Name)[] Systems =
    [
        (RankingSystem.NewestFirst, "newest first"), (RankingSystem.MostLinked, "most linked"),
        (RankingSystem.TermCosine, "TF-IDF cosine"), (RankingSystem.Unlearned, "unlearned"),
        (RankingSystem.Default, "default"), (RankingSystem.Site, "site"), (RankingSystem.Served, "served"),
    ];

    /// <param name="documents">The site's documents.</param>
    /// <exception cref="EvaluationException">A judged document is unknown, or nothing is judged.</exception>
    public EvaluationResult Run(
        IReadOnlyList<Document> documents, EvaluationRequest request, IProgress<WorkProgress>? progress = null,
        CancellationToken cancel = default)
    {
        (documents, var judgments) = Judged(documents, request.Judgments);
        var stages = WorkProgress.Into(progress);
        var ranking = rankings.Of(request.Site);
        // The table shows the learned rankings also where the settings keep them from being served.
        var model = new RelatedTrainer(ranking with { Learned = true }, request.Default).Train(documents, stages, cancel);
        var filter = new ServingFilter(documents, model.RankAll(stages, cancel), request.Block);
        var newest = model.RankAsOf(RankingSystem.NewestFirst, judgments.Grades.Keys, ListLength, cancel);
        var measured = new List<EvaluatedSystem>();
        foreach (var (system, name) in Systems.Where(s => model.Has(s.System)))
        {
            progress?.Report(new WorkProgress($"measuring {name}", measured.Count, Systems.Length));
            var made = system == RankingSystem.Served && !ranking.Learned ? RankingSystem.Unlearned : system;
            var lists = made == RankingSystem.NewestFirst ? newest
                : measured.Find(other => other.System == made)?.Lists ?? model.RankAsOf(made, judgments.Grades.Keys, ListLength, cancel);
            Add(system, name, lists);
        }

        if (request.AsServed)
        {
            var served = measured[^1].Lists;
            Add(null, "diversity", served.ToDictionary(l => l.Key, l => filter.Diversify(l.Value), StringComparer.Ordinal));
            Add(null, "as served", served.ToDictionary(l => l.Key, l => filter.Apply(l.Key, l.Value), StringComparer.Ordinal));
        }

        var asked = measured.Find(system => system.System == request.System)
            ?? throw new EvaluationException(
                $"this site has no '{request.System}' ranking: it has too few links, or no default ranking was given");
        return new EvaluationResult(documents, judgments, measured, asked)
        {
            LearningCurve = request.LearningCurve ? LearningCurve.Measure(model, documents, judgments, stages, cancel) : [],
            Importance = measured.Where(system => system.System is RankingSystem.Default or RankingSystem.Site)
                .ToDictionary(system => system.Figures.System, system => FeatureImportance.Of(model, system.System!.Value)),
        };

        void Add(RankingSystem? system, string name, IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> lists) =>
            measured.Add(new EvaluatedSystem(
                system, SystemFigures.Of(name, judgments, lists, newest, documents.Count, filter.GroupOf), lists));
    }

    private static (IReadOnlyList<Document> Documents, Judgments Judgments) Judged(IReadOnlyList<Document> documents, Judgments? judgments)
    {
        if (judgments is null)
        {
            var split = LinkSplit.Make(documents);
            (documents, judgments) = (split.Documents, split.Judgments);
        }

        var known = documents.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        if (judgments.Grades.SelectMany(judged => judged.Value.Keys.Prepend(judged.Key))
            .FirstOrDefault(id => !known.Contains(id)) is { } missing)
        {
            throw new EvaluationException($"the judgments name an unknown article: '{missing}'");
        }

        return judgments.Grades.Count > 0 ? (documents, judgments)
            : throw new EvaluationException(
                "nothing to measure: no article links to an earlier article of the site; provide judgments with --judgments FILE");
    }
}
