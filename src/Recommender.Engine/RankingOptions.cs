namespace Recommender.Engine;

/// <summary>All ranking options, with unit, range and default.</summary>
public sealed record RankingOptions
{
    /// <summary>Length of the list kept for each document. 1 to 200.</summary>
    public int ListLength { get; init; } = 50;

    /// <summary>
    /// Length of the embedding learned from the site's texts. 2 to 512; on a small site it is at most half its number of articles.
    /// </summary>
    public int Dimensions { get; init; } = 128;

    /// <summary>Maximum number of documents, evenly spread, used to learn the embedding. 1,000 or more.</summary>
    public int EmbeddingSample { get; init; } = 20_000;

    /// <summary>Weight of closeness in time in the unlearned ranking, relative to the text components. 0 (none) or more.</summary>
    public float TimeWeight { get; init; } = 0.3f;

    /// <summary>Time after which closeness in time has fallen to 1/e. Above zero.</summary>
    public TimeSpan TimeDecay { get; init; } = TimeSpan.FromDays(365);

    /// <summary>
    /// Cosine of term vectors from which two documents count as the same story; 85 % of it if published within two weeks of each other. 0
    /// to 1.
    /// </summary>
    public float NearDuplicate { get; init; } = 0.95f;

    /// <summary>
    /// Whether to rank candidates with what was learned from editors' links; false keeps the unlearned order, which trains in half the
    /// time.
    /// </summary>
    public bool Learned { get; init; } = true;

    /// <summary>
    /// Tags that say nothing about an article's topic ("news", "blog"), in any case: they are excluded from all vectors and features. Their
    /// articles stay. Default: none.
    /// </summary>
    public IReadOnlyList<string> IgnoredTags
    {
        get;
        // The manifest of an older model does not contain this setting.
        init => field = value ?? [];
    } = [];

    /// <summary>Seed of all random draws. The same seed, documents and options give the same model.</summary>
    public int Seed { get; init; } = 1;
}
