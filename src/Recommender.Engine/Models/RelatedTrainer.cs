using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>Trains a site's model on its documents.</summary>
/// <param name="byDefault">
/// Ranks the candidates of a site with few links of its own; null to use the unlearned order for such a site.
/// </param>
public sealed class RelatedTrainer(RankingOptions options, DefaultRanking? byDefault = null)
{
    private const int Large = 20_000;

    /// <summary>
    /// Trains on <paramref name="documents"/> (any number, including none). The same documents, in the same order, with the same options
    /// give the same model.
    /// </summary>
    /// <exception cref="ArgumentException">Two documents have the same id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public RelatedModel Train(IReadOnlyList<Document> documents,
        IProgress<StageProgress>? progress = null, CancellationToken cancel = default) =>
        Train(documents, TitlesOf(documents), progress, cancel);

    /// <summary>Trains on a stream and keeps no text in memory: the texts are larger than everything that is learned from them.</summary>
    /// <param name="documents">Enumerated once, by one thread at a time, while others process earlier documents.</param>
    /// <param name="titles">Title of each document by id.</param>
    /// <exception cref="ArgumentException">Two documents have the same id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public RelatedModel Train(
        IEnumerable<Document> documents, IReadOnlyDictionary<string, string> titles,
        IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var site = Encode(documents, titles, options, progress, cancel);
        if (!options.Learned)
        {
            return new RelatedModel(site.Encoder, site.Encoded, site.Links, RankingBlend.None, options);
        }

        progress?.Report(new StageProgress(TrainingStage.LearningFromLinks, 0, 0));
        GiveBack(site.Heads.Count);
        var index = new CandidateIndex(site.Encoded, site.Encoder, options);
        var pairs = TrainingPairs.Collect(site.Heads, site.Masked, index, site.Links, site.Encoder, options, cancel);
        var dated = site.Heads.Count(d => d.Published is not null) * 2 > site.Heads.Count;
        var heldOut = Task.Run(() => HeldOutLinks.Of(pairs, byDefault?.Ranker, options.Seed, dated), cancel);
        var blend = BlendTrainer.Train(pairs, byDefault?.Ranker, options.Seed, dated);
        var model =
            new RelatedModel(site.Encoder, site.Encoded, site.Links, blend, options, index) { HeldOut = heldOut.GetAwaiter().GetResult() };
        GiveBack(site.Heads.Count);
        return model;
    }

    internal static TrainingPairs CollectPairs(IReadOnlyList<Document> documents, RankingOptions options, CancellationToken cancel)
    {
        var site = Encode(documents, TitlesOf(documents), options, null, cancel);
        return TrainingPairs.Collect(
            site.Heads, site.Masked, new CandidateIndex(site.Encoded, site.Encoder, options), site.Links, site.Encoder, options, cancel);
    }

    // On a large site each stage leaves as much garbage as the next stage needs; without a collection the runtime would keep both as long
    // as memory lasts.
    private static void GiveBack(int documents)
    {
        if (documents >= Large)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private static Dictionary<string, string> TitlesOf(IReadOnlyList<Document> documents)
    {
        var titles = new Dictionary<string, string>(documents.Count, StringComparer.Ordinal);
        foreach (var document in documents)
        {
            titles[document.Id] = document.Title;
        }

        return titles;
    }

    private static EncodedSite Encode(
        IEnumerable<Document> documents, IReadOnlyDictionary<string, string> titles,
        RankingOptions options, IProgress<StageProgress>? progress,
        CancellationToken cancel)
    {
        var corpus = CorpusTerms.Read(documents, titles.GetValueOrDefault, titles.Count, progress, cancel);
        var byId = new Dictionary<string, int>(corpus.Heads.Count, StringComparer.Ordinal);
        for (var i = 0; i < corpus.Heads.Count; i++)
        {
            if (!byId.TryAdd(corpus.Heads[i].Id, i))
            {
                throw new ArgumentException($"two documents have the same id '{corpus.Heads[i].Id}'", nameof(documents));
            }
        }

        cancel.ThrowIfCancellationRequested();
        var encoder = SiteEncoder.Fit(corpus, options, stage => progress?.Report(new StageProgress(stage, 0, 0)));
        cancel.ThrowIfCancellationRequested();
        progress?.Report(new StageProgress(TrainingStage.Encoding, 0, corpus.Heads.Count));
        var encoded = encoder.Encode(corpus.Heads, corpus.Documents);
        cancel.ThrowIfCancellationRequested();
        return new EncodedSite(corpus.Heads, corpus.Masked, encoder, encoded, OutLinks.Of(corpus.Heads, byId, corpus.Anchors));
    }

    private sealed record EncodedSite(
        IReadOnlyList<Document> Heads, DocumentTerms?[] Masked, SiteEncoder Encoder, EncodedDocuments Encoded, List<OutLink[]> Links);
}
