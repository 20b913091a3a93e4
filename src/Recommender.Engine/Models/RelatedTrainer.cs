using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>Learns a site's model from its documents.</summary>
/// <param name="options">Of ranking.</param>
/// <param name="byDefault">Orders the candidates of a site that has few links of its own; null to leave such a site unlearned.</param>
public sealed class RelatedTrainer(RankingOptions options, DefaultRanking? byDefault = null)
{
    private const int Large = 20_000;

    /// <summary>Trains on <paramref name="documents"/> (any number, also none). The same documents, in the same order, and options give the same model.</summary>
    /// <exception cref="ArgumentException">Two documents have one id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> asked to stop.</exception>
    public RelatedModel Train(IReadOnlyList<Document> documents, IProgress<StageProgress>? progress = null, CancellationToken cancel = default) =>
        Train(documents, TitlesOf(documents), progress, cancel);

    /// <summary>The same of a stream, of which no text outlives its reading: texts take more memory than all that is learned from them.</summary>
    /// <param name="documents">Enumerated once, by one thread at a time, while others read what came before.</param>
    /// <param name="titles">By id the title of each document.</param>
    /// <exception cref="ArgumentException">Two documents have one id.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> asked to stop.</exception>
    public RelatedModel Train(
        IEnumerable<Document> documents, IReadOnlyDictionary<string, string> titles, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
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
        var model = new RelatedModel(site.Encoder, site.Encoded, site.Links, blend, options, index) { HeldOut = heldOut.GetAwaiter().GetResult() };
        GiveBack(site.Heads.Count);
        return model;
    }

    internal static TrainingPairs CollectPairs(IReadOnlyList<Document> documents, RankingOptions options, CancellationToken cancel)
    {
        var site = Encode(documents, TitlesOf(documents), options, null, cancel);
        return TrainingPairs.Collect(
            site.Heads, site.Masked, new CandidateIndex(site.Encoded, site.Encoder, options), site.Links, site.Encoder, options, cancel);
    }

    // What a stage leaves of a large site is as much as the next one takes; left alone the runtime keeps both for as long as the machine has room.
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
        IEnumerable<Document> documents, IReadOnlyDictionary<string, string> titles, RankingOptions options, IProgress<StageProgress>? progress,
        CancellationToken cancel)
    {
        var corpus = CorpusTerms.Read(documents, titles.GetValueOrDefault, titles.Count, progress, cancel);
        var byId = new Dictionary<string, int>(corpus.Heads.Count, StringComparer.Ordinal);
        for (var i = 0; i < corpus.Heads.Count; i++)
        {
            if (!byId.TryAdd(corpus.Heads[i].Id, i))
            {
                throw new ArgumentException($"two documents have the id '{corpus.Heads[i].Id}'", nameof(documents));
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
