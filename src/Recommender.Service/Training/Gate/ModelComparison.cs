using Recommender.Engine.Models;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Rules;

namespace Recommender.Service.Training.Gate;

/// <summary>A new model beside the live one, in numbers. All shares lie in [0, 1].</summary>
public sealed record ModelComparison
{
    /// <summary>Of the new model.</summary>
    public required ListFigures New { get; init; }

    /// <summary>Whether the site has a live model, be it one that cannot be read.</summary>
    public bool HasLive { get; init; }

    /// <summary>The version of the live model, or of the one before that serves in its place; null where none can be read.</summary>
    public string? LiveVersion { get; init; }

    /// <summary>Of the live model, over the articles that stand now.</summary>
    public ListFigures? Live { get; init; }

    /// <summary>Articles that the new model was trained on.</summary>
    public required int Articles { get; init; }

    /// <summary>Articles that the live model was trained on.</summary>
    public int LiveArticles { get; init; }

    /// <summary>On links that were held out; null where there are too few.</summary>
    public HeldOutComparison? HeldOut { get; init; }

    /// <summary>The live model's own held-out nDCG@10 when it was trained, on the links of then; null where unknown.</summary>
    public double? LiveNdcgThen { get; init; }

    /// <summary>Share of the articles with links of which one led to a candidate then; null where unknown.</summary>
    public double? LiveReachThen { get; init; }

    public required ArticleChanges Changes { get; init; }

    /// <summary>Mean share of the first five that the live model does not have among its first five.</summary>
    public double ChangedLists { get; init; }

    public required EditorAgreement Editors { get; init; }

    /// <summary>Compares the lists; what training itself measured is given.</summary>
    /// <param name="made">What training told.</param>
    /// <param name="lists">The new model's.</param>
    /// <param name="trained">The new model's articles.</param>
    /// <param name="live">The live model; null where there is none that can be read.</param>
    /// <param name="articles">The articles as they are now.</param>
    /// <param name="rules">The editors'.</param>
    /// <param name="now">The time.</param>
    public static ModelComparison Of(
        HeldOutComparison? made, RelatedLists lists, TrainedArticles trained, LiveModel? live, ArticleIndex articles, SiteRules rules, DateTimeOffset now) => new()
    {
        New = ListFigures.Of(lists, articles),
        Articles = trained.ByKey.Count,
        HeldOut = made,
        LiveVersion = live?.Manifest.Version,
        Live = live is null ? null : ListFigures.Of(live.Lists, articles),
        LiveArticles = live?.Manifest.Articles ?? 0,
        LiveNdcgThen = Figure(live, "heldOutNdcg"),
        LiveReachThen = Figure(live, "linkReach"),
        Changes = ArticleChanges.Of(trained, lists, live?.Articles, live?.Lists, now),
        ChangedLists = live is null ? 0 : Changed(lists, live.Lists, articles),
        Editors = EditorAgreement.Of(rules, lists, live?.Lists),
    };

    /// <summary>What the model's manifest keeps of it.</summary>
    public Dictionary<string, double> Figures()
    {
        var figures = new Dictionary<string, double>
        {
            ["coverage"] = New.Coverage, ["nearDuplicates"] = New.NearDuplicates, ["emptyBlocks"] = New.Empty, ["deadLinks"] = New.Dead,
            ["medianGapDays"] = New.MedianGapDays, ["changedLists"] = ChangedLists,
        };
        if (HeldOut is { } heldOut)
        {
            (figures["heldOutNdcg"], figures["heldOutLow"], figures["heldOutHigh"], figures["linkReach"]) = (heldOut.Ndcg, heldOut.Low, heldOut.High, heldOut.Reach);
        }

        return figures;
    }

    /// <summary>By document the share of the first five that the other list does not have among its own.</summary>
    internal static double ChangeOf(RelatedLists lists, int document, RelatedLists others, int other)
    {
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in ListFigures.First(others, other))
        {
            before.Add(others.Ids[entry.Index]);
        }

        var (shown, added) = (0, 0);
        foreach (var entry in ListFigures.First(lists, document))
        {
            shown++;
            added += before.Contains(lists.Ids[entry.Index]) ? 0 : 1;
        }

        return shown == 0 ? (before.Count > 0 ? 1 : 0) : (double)added / shown;
    }

    internal static double Changed(RelatedLists lists, RelatedLists live, ArticleIndex articles)
    {
        var cards = ListFigures.CardsOf(lists, articles);
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < cards.Length; i++)
        {
            if (cards[i] >= 0 && live.IndexOf(lists.Ids[i]) is >= 0 and var other)
            {
                sum += ChangeOf(lists, i, live, other);
                count++;
            }
        }

        return count == 0 ? 0 : Math.Round(sum / count, 4);
    }

    private static double? Figure(LiveModel? live, string name) => live?.Manifest.Figures.TryGetValue(name, out var value) == true ? value : null;
}
