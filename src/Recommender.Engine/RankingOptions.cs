namespace Recommender.Engine;

/// <summary>Every knob of ranking, with unit, range and default.</summary>
public sealed record RankingOptions
{
    /// <summary>Length of the list kept for each document. 1 to 200.</summary>
    public int ListLength { get; init; } = 50;

    /// <summary>Length of the embedding learned from the site's texts. 2 to 512; small sites get at most half as many as they have articles.</summary>
    public int Dimensions { get; init; } = 128;

    /// <summary>How many documents, evenly spread, the embedding is learned from at most. 1,000 or more.</summary>
    public int EmbeddingSample { get; init; } = 20_000;

    /// <summary>
    /// How much closeness in time counts in the unlearned ranking, relative to the text's parts. 0 (not at all) or more.
    /// </summary>
    public float TimeWeight { get; init; } = 0.3f;

    /// <summary>Time after which closeness in time has fallen to 1/e. Above zero.</summary>
    public TimeSpan TimeDecay { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Cosine of the term vectors from which two documents are the same story re-posted; for two of one fortnight 85 % of it. 0 to 1.</summary>
    public float NearDuplicate { get; init; } = 0.95f;

    /// <summary>Whether candidates are ordered by what was learned from editors' links; false for the unlearned order, which trains in half the time.</summary>
    public bool Learned { get; init; } = true;

    /// <summary>
    /// Tags that say nothing of what an article is about ("news", "blog"), in any case: no vector and no feature knows them. Their articles stay.
    /// Default: none.
    /// </summary>
    public IReadOnlyList<string> IgnoredTags
    {
        get;
        // A model's manifest from before there was this setting does not tell it.
        init => field = value ?? [];
    } = [];

    /// <summary>Of everything that is drawn by chance. The same seed, documents and options give the same model.</summary>
    public int Seed { get; init; } = 1;
}
