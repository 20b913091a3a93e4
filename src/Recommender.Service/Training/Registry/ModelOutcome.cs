namespace Recommender.Service.Training.Registry;

/// <summary>The outcome of a change to a model.</summary>
/// <param name="Version">The changed model; null if nothing was changed.</param>
/// <param name="Problem">Why nothing was changed.</param>
/// <param name="IsUnknown">True if there is no such model.</param>
public sealed record ModelOutcome(string? Version, string? Problem, bool IsUnknown)
{
    public static ModelOutcome Done(string version) => new(version, null, false);

    public static ModelOutcome Refused(string why) => new(null, why, false);

    public static ModelOutcome Unknown(string why) => new(null, why, true);
}
