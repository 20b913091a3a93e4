using Recommender.Engine.Models;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Rules;

namespace Recommender.Service.Training.Gate;

/// <summary>Figures of a new model and the live one. All shares are in [0, 1].</summary>
public sealed record ModelComparison
{
    /// <summary>Figures of the new model.</summary>
    public required ListFigures New { get; init; }

    /// <summary>Whether the site has a live model, readable or not.</summary>
    public bool HasLive { get; init; }

    /// <summary>The version of the live model, or of the previous one serving in its place; null if none can be read.</summary>
    public string? LiveVersion { get; init; }

    /// <summary>Figures of the live model over the current articles.</summary>
    public ListFigures? Live { get; init; }

    /// <summary>Number of articles the new model was trained on.</summary>
    public required int Articles { get; init; }

    /// <summary>Number of articles the live model was trained on.</summary>
    public int LiveArticles { get; init; }

    /// <summary>Evaluation on held-out links; null if there are too few.</summary>
    public HeldOutComparison? HeldOut { get; init; }

    /// <summary>The live model's own held-out nDCG@10 at its training; null if unknown.</summary>
    public double? LiveNdcgThen { get; init; }

    /// <summary>Share of the articles with links for which a link led to a candidate at that time; null if unknown.</summary>
    public double? LiveReachThen { get; init; }

    public required ArticleChanges Changes { get; init; }

    /// <summary>Mean share of the top five that are not in the live model's top five.</summary>
    public double ChangedLists { get; init; }

    public required EditorAgreement Editors { get; init; }

    /// <summary>Compares the lists; the training's own evaluation is passed in.</summary>
    /// <param name="made">The training's evaluation.</param>
    /// <param name="lists">The new model's lists.</param>
    /// <param name="trained">The new model's articles.</param>
    /// <param name="live">The live model; null if there is none that can be read.</param>
    /// <param name="articles">The current articles.</param>
    /// <param name="rules">The editors' rules.</param>
    public static ModelComparison Of(
        HeldOutComparison? made, RelatedLists lists, TrainedArticles trained, LiveModel? live, ArticleIndex articles, SiteRules rules,
        DateTimeOffset now) => new()
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

    /// <summary>The figures for the model's manifest.</summary>
    public Dictionary<string, double> Figures()
    {
        var figures = new Dictionary<string, double>
        {
            ["coverage"] = New.Coverage, ["nearDuplicates"] = New.NearDuplicates, ["emptyBlocks"] = New.Empty, ["deadLinks"] = New.Dead,
            ["medianGapDays"] = New.MedianGapDays, ["changedLists"] = ChangedLists,
        };
        if (HeldOut is { } heldOut)
        {
            (figures["heldOutNdcg"], figures["heldOutLow"], figures["heldOutHigh"], figures["linkReach"]) =
                (heldOut.Ndcg, heldOut.Low, heldOut.High, heldOut.Reach);
        }

        return figures;
    }

    /// <summary>Share of a document's top five that are not in the other list's top five.</summary>
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

    private static double? Figure(LiveModel? live, string name) => live?.Manifest.Figures.TryGetValue(name, out var value) == true
        ? value : null;
}
