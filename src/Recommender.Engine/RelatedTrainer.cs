namespace Recommender.Engine;

/// <summary>Learns a site's model from its documents.</summary>
public sealed class RelatedTrainer(RankingOptions options)
{
    /// <summary>Trains on <paramref name="documents"/> (any number, also none). The same documents and options give the same model.</summary>
    public RelatedModel Train(IReadOnlyList<Document> documents, IProgress<StageProgress>? progress = null, CancellationToken cancel = default) =>
        new(documents, options);
}
