using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Evaluation;
using Recommender.Engine.Ranking;

namespace Recommender.Engine;

/// <summary>Learns a site's model from its documents.</summary>
/// <param name="options">Of ranking.</param>
/// <param name="byDefault">Orders the candidates of a site that has few links of its own; null to leave such a site unlearned.</param>
public sealed class RelatedTrainer(RankingOptions options, DefaultRanking? byDefault = null)
{
    /// <summary>Trains on <paramref name="documents"/> (any number, also none). The same documents, in the same order, and options give the same model.</summary>
    /// <exception cref="ArgumentException">Two documents have one id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> asked to stop.</exception>
    public RelatedModel Train(IReadOnlyList<Document> documents, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var (encoder, encoded, links) = Encode(documents, options, progress, cancel);
        if (!options.Learned)
        {
            return new RelatedModel(encoder, encoded, links, RankingBlend.None, options);
        }

        progress?.Report(new StageProgress("learning from links", 0, 0));
        var pairs = TrainingPairs.Collect(documents, encoded, links, encoder, options, cancel);
        var dated = documents.Count(d => d.Published is not null) * 2 > documents.Count;
        var heldOut = Task.Run(() => HeldOutLinks.Of(pairs, byDefault?.Ranker, options.Seed, dated), cancel);
        return new RelatedModel(encoder, encoded, links, BlendTrainer.Train(pairs, byDefault?.Ranker, options.Seed, dated), options)
        {
            HeldOut = heldOut.GetAwaiter().GetResult(),
        };
    }

    internal static TrainingPairs CollectPairs(IReadOnlyList<Document> documents, RankingOptions options, CancellationToken cancel)
    {
        var (encoder, encoded, links) = Encode(documents, options, null, cancel);
        return TrainingPairs.Collect(documents, encoded, links, encoder, options, cancel);
    }

    private static (SiteEncoder Encoder, EncodedDocuments Encoded, List<OutLink[]> Links) Encode(
        IReadOnlyList<Document> documents, RankingOptions options, IProgress<StageProgress>? progress, CancellationToken cancel)
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
        return (encoder, encoded, OutLinks.Of(documents, byId, encoder));
    }
}
