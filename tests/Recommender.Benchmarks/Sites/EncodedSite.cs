using Recommender.Benchmarks.Measuring;
using Recommender.Engine;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Models;
using Recommender.Engine.Ranking;

namespace Recommender.Benchmarks.Sites;

/// <summary>
/// The parts of a model before ranking, for examining candidate generation: the only code that knows how the engine combines them.
/// </summary>
internal sealed class EncodedSite
{
    private readonly SiteEncoder _encoder;
    private readonly List<OutLink[]> _links;
    private readonly RankingOptions _options;

    private EncodedSite(SiteEncoder encoder, EncodedDocuments documents, List<OutLink[]> links, RankingOptions options) =>
        (_encoder, Documents, _links, _options) = (encoder, documents, links, options);

    public EncodedDocuments Documents { get; }

    /// <summary>Reads the parts of a model saved by <see cref="RelatedModel.Save"/>.</summary>
    public static EncodedSite Load(string folder, RankingOptions options) => new(
        SiteEncoder.Load(folder), EncodedDocuments.Load(Path.Combine(folder, "documents.bin")),
        OutLinks.Load(Path.Combine(folder, "links.bin")), options);

    /// <summary>Encodes documents as training does.</summary>
    public static EncodedSite Of(IReadOnlyList<Document> documents, RankingOptions options, CancellationToken cancel)
    {
        using var folder = new TemporaryFolder();
        new RelatedTrainer(options with { Learned = false }).Train(documents, cancel: cancel).Save(folder.Path);
        return Load(folder.Path, options);
    }

    /// <summary>An index of all documents, as serving searches it.</summary>
    public CandidateIndex Index()
    {
        var index = new CandidateIndex(Documents, _encoder, _options);
        foreach (var document in index.ByDate())
        {
            index.Add(document, _links[document]);
        }

        return index;
    }

    /// <summary>An empty index that is filled while queries are processed in date order.</summary>
    public TimeSweep Sweep() => new(new CandidateIndex(Documents, _encoder, _options), _links);

    /// <summary>Selects the candidates for the learned ranking. Not thread-safe; use one instance per thread.</summary>
    public ListRanker Ranker(CandidateIndex index) => new(index, _encoder, RankingBlend.None, _options);

    /// <summary>The unlearned score of any pair. Not thread-safe; use one instance per thread.</summary>
    public HybridScorer Scorer() => new(Documents, _options);

    public Query QueryOf(int document) => new(Documents, document, document);
}
