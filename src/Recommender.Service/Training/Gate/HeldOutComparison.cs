using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;

namespace Recommender.Service.Training.Gate;

/// <summary>Compares two models on links that neither was trained on; see <see cref="HeldOutLinks"/> for why this is fair.</summary>
/// <param name="Queries">
/// Number of held-out articles with links; 0 if the live model's rankings were kept and nothing was measured again.
/// </param>
/// <param name="Reach">Share of all articles with links for which a link leads to a candidate.</param>
/// <param name="Ndcg">Mean nDCG@10 of the new model.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record HeldOutComparison(int Queries, double Reach, double Ndcg, double Low, double High)
{
    /// <summary>The live model's mean on the same queries; null if it has no ranking for this purpose.</summary>
    public double? Live { get; init; }

    /// <summary>The 95 % interval of the mean paired difference, new minus live, over the queries.</summary>
    public double DifferenceLow { get; init; }

    public double DifferenceHigh { get; init; }

    /// <param name="heldOut">The held-out links of the training.</param>
    /// <param name="live">The folder of the live model's held-out ranking; null if there is none.</param>
    public static HeldOutComparison Of(HeldOutLinks heldOut, string? live)
    {
        var mine = heldOut.Ndcg();
        var (low, high) = Bootstrap.Interval(mine);
        var comparison = new HeldOutComparison(
            mine.Count, Math.Round(heldOut.Reach, 4), Math.Round(mine.Average(), 4), Math.Round(low, 4), Math.Round(high, 4));
        // A ranking that cannot be read, or was trained with other features, cannot be compared.
        if (Read(heldOut, live) is not { } theirs)
        {
            return comparison;
        }

        (low, high) = Bootstrap.Interval([.. mine.Zip(theirs, (a, b) => a - b)]);
        return comparison with { Live = Math.Round(theirs.Average(), 4), DifferenceLow = Math.Round(low, 4),
            DifferenceHigh = Math.Round(high, 4) };
    }

    /// <summary>
    /// For a model that keeps the live one's rankings: the figures measured when they were trained. Null if there are none.
    /// </summary>
    /// <param name="figures">Figures of the live model's manifest.</param>
    public static HeldOutComparison? Kept(IReadOnlyDictionary<string, double> figures) =>
        figures.TryGetValue("heldOutNdcg", out var ndcg)
            ? new HeldOutComparison(0, figures.GetValueOrDefault("linkReach"), ndcg, figures.GetValueOrDefault("heldOutLow"),
                figures.GetValueOrDefault("heldOutHigh")) { Live = ndcg }
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
