namespace Recommender.Service.Training.Registry;

/// <summary>What became of a wish.</summary>
/// <param name="Version">The model that it was done to; null where it was not done.</param>
/// <param name="Problem">Why not.</param>
/// <param name="IsUnknown">There is no such model.</param>
public sealed record ModelOutcome(string? Version, string? Problem, bool IsUnknown)
{
    public static ModelOutcome Done(string version) => new(version, null, false);

    public static ModelOutcome Refused(string why) => new(null, why, false);

    public static ModelOutcome Unknown(string why) => new(null, why, true);
}
