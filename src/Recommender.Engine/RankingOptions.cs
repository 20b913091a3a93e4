namespace Recommender.Engine;

/// <summary>Every knob of ranking, with unit, range and default.</summary>
public sealed record RankingOptions
{
    /// <summary>Length of the list kept for each document. 1 to 200.</summary>
    public int ListLength { get; init; } = 50;
}
