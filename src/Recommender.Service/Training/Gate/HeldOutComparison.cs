using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;

namespace Recommender.Service.Training.Gate;

/// <summary>How two trainings find links that neither has learned from; see <see cref="HeldOutLinks"/> for why that is fair.</summary>
/// <param name="Queries">How many articles with links were kept back; 0 where the live model's rankings were kept and nothing was measured again.</param>
/// <param name="Reach">Share of all articles with links of which one leads to a candidate.</param>
/// <param name="Ndcg">Mean nDCG@10 of the new training.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record HeldOutComparison(int Queries, double Reach, double Ndcg, double Low, double High)
{
    /// <summary>The live model's mean on the same queries; null where it kept no ranking for that.</summary>
    public double? Live { get; init; }

    /// <summary>The 95 % interval of the mean difference, new less live, over the queries (each query its own pair).</summary>
    public double DifferenceLow { get; init; }

    public double DifferenceHigh { get; init; }

    /// <param name="heldOut">What the training kept back.</param>
    /// <param name="live">The folder of the ranking that the live model kept for this; null where there is none.</param>
    public static HeldOutComparison Of(HeldOutLinks heldOut, string? live)
    {
        var mine = heldOut.Ndcg();
        var (low, high) = Bootstrap.Interval(mine);
        var comparison = new HeldOutComparison(mine.Count, Math.Round(heldOut.Reach, 4), Math.Round(mine.Average(), 4), Math.Round(low, 4), Math.Round(high, 4));
        // A ranking that cannot be read, or that other features were learned by, is none to be compared with.
        if (Read(heldOut, live) is not { } theirs)
        {
            return comparison;
        }

        (low, high) = Bootstrap.Interval([.. mine.Zip(theirs, (a, b) => a - b)]);
        return comparison with { Live = Math.Round(theirs.Average(), 4), DifferenceLow = Math.Round(low, 4), DifferenceHigh = Math.Round(high, 4) };
    }

    /// <summary>Of a model that keeps the live one's rankings: what was measured when they were learned. Null where nothing was.</summary>
    /// <param name="figures">Of the live model's manifest.</param>
    public static HeldOutComparison? Kept(IReadOnlyDictionary<string, double> figures) =>
        figures.TryGetValue("heldOutNdcg", out var ndcg)
            ? new HeldOutComparison(0, figures.GetValueOrDefault("linkReach"), ndcg, figures.GetValueOrDefault("heldOutLow"), figures.GetValueOrDefault("heldOutHigh")) { Live = ndcg }
            : null;

    private static IReadOnlyList<double>? Read(HeldOutLinks heldOut, string? folder)
    {
        try
        {
            return folder is null ? null : heldOut.NdcgOf(folder);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }
}
