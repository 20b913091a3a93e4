using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine;

/// <summary>Learns a site's model from its documents.</summary>
public sealed class RelatedTrainer(RankingOptions options)
{
    /// <summary>Trains on <paramref name="documents"/> (any number, also none). The same documents, in the same order, and options give the same model.</summary>
    /// <exception cref="ArgumentException">Two documents have one id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> asked to stop.</exception>
    public RelatedModel Train(IReadOnlyList<Document> documents, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var byId = new Dictionary<string, int>(documents.Count, StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            if (!byId.TryAdd(documents[i].Id, i))
            {
                throw new ArgumentException($"two documents have the id '{documents[i].Id}'", nameof(documents));
            }
        }

        var corpus = CorpusTerms.Read(documents, progress, cancel);
        cancel.ThrowIfCancellationRequested();
        var encoder = SiteEncoder.Fit(documents, corpus, options, stage => progress?.Report(new StageProgress(stage, 0, 0)));
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new StageProgress("encoding", 0, documents.Count));
        var encoded = encoder.Encode(documents, corpus.Documents);
        cancel.ThrowIfCancellationRequested();
        return new RelatedModel(encoder, encoded, OutLinks.Of(documents, byId, encoder), options);
    }
}
