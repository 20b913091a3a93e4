using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Evaluation;
using Recommender.Engine.Ranking;

namespace Recommender.Engine;

/// <summary>
/// A trained model with the vectors of its documents: it ranks them for each other, and takes in new ones (fold-in) without being trained
/// again. Large; serving needs only its <see cref="RelatedLists"/>. Not safe for concurrent use.
/// </summary>
public sealed class RelatedModel
{
    private readonly SiteEncoder _encoder;
    private readonly EncodedDocuments _documents;
    private readonly List<OutLink[]> _links;
    private readonly RankingBlend _blend;
    private readonly RankingOptions _options;
    private readonly Lazy<CandidateIndex> _index;

    internal RelatedModel(SiteEncoder encoder, EncodedDocuments documents, List<OutLink[]> links, RankingBlend blend, RankingOptions options)
    {
        (_encoder, _documents, _links, _blend, _options) = (encoder, documents, links, blend, options);
        _index = new Lazy<CandidateIndex>(() =>
        {
            var index = NewIndex();
            foreach (var document in index.ByDate())
            {
                index.Add(document, _links[document]);
            }

            return index;
        });
    }

    /// <summary>How many documents the model holds.</summary>
    public int Count => _documents.Count;

    /// <summary>Whether the model can rank by <paramref name="system"/>: a site with few links has no ranking of its own.</summary>
    public bool Has(RankingSystem system) => system switch
    {
        RankingSystem.Default => _blend.Default is not null,
        RankingSystem.Site => _blend.Site is not null,
        _ => true,
    };

    /// <summary>What the trainer kept back to measure by; null of a model that was loaded, or where there are too few links.</summary>
    public HeldOutLinks? HeldOut { get; internal init; }

    internal RankingBlend Blend => _blend;

    internal RankingOptions Options => _options;

    /// <summary>The same model with other learned rankings.</summary>
    internal RelatedModel With(RankingBlend blend) => new(_encoder, _documents, _links, blend, _options);

    /// <param name="documents">Those that the model was trained on.</param>
    internal TrainingPairs CollectPairs(IReadOnlyList<Document> documents, CancellationToken cancel) =>
        TrainingPairs.Collect(documents, _documents, _links, _encoder, _options, cancel);

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, missing or of another format version; the message tells which.</exception>
    public static RelatedModel Load(string folder, RankingOptions options)
    {
        var documents = EncodedDocuments.Load(Path.Combine(folder, "documents.bin"));
        var links = OutLinks.Load(Path.Combine(folder, "links.bin"));
        var encoder = SiteEncoder.Load(folder);
        return links.Count != documents.Count ? throw new InvalidDataException($"{folder}: links.bin and documents.bin are of different models")
            : encoder.Text.Dimensions != documents.Dimensions ? throw new InvalidDataException($"{folder}: encoder.zip is missing or not of the model of documents.bin")
            : new RelatedModel(encoder, documents, links, BlendFile.Load(folder), options);
    }

    /// <summary>Writes the model's files into an existing folder: encoder.zip (ML.NET's pipeline from text to embedding), vocabulary.bin, documents.bin, links.bin, and the learned rankings with their weights.</summary>
    public void Save(string folder)
    {
        _encoder.Save(folder);
        _documents.Save(Path.Combine(folder, "documents.bin"));
        OutLinks.Save(Path.Combine(folder, "links.bin"), _links);
        BlendFile.Save(folder, _blend);
    }

    /// <summary>The related documents of every document, best first, at most <see cref="RankingOptions.ListLength"/> each.</summary>
    public RelatedLists RankAll(IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        var index = _index.Value;
        var lists = new RelatedEntry[Count][];
        var duplicates = new ConcurrentBag<(int, int)>();
        var done = 0;
        Parallel.For(0, Count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => NewRanker(index),
            (i, _, ranker) =>
            {
                var ranked = ranker.Rank(new Query(_documents, i, i), _options.ListLength);
                lists[i] = Entries(ranked);
                foreach (var candidate in ranked)
                {
                    if (NearDuplicates.Is(candidate.Parts, _documents.Days[i], _documents.Days[candidate.Document], _options))
                    {
                        duplicates.Add((i, candidate.Document));
                    }
                }

                if (Interlocked.Increment(ref done) % 256 == 0)
                {
                    progress?.Report(new StageProgress("ranking", done, Count));
                }

                return ranker;
            },
            _ => { });
        return new RelatedLists(_documents.Ids, lists, DuplicateGroups.Of(Count, duplicates), [.. _links.Select(Targets)]);
    }

    /// <summary>Related documents of a text that is not among the documents and is not added to them.</summary>
    /// <returns>Best first; indices as in the lists.</returns>
    public RelatedEntry[] Rank(Document document) =>
        Entries(NewRanker(_index.Value).Rank(new Query(_encoder.Encode([document]), 0, -1), _options.ListLength));

    /// <summary>
    /// Takes in new or changed documents without training: each gets its list, and enters the lists of those it is related to where it
    /// beats what they have.
    /// </summary>
    /// <param name="lists">The lists so far, of this model and what was folded into it.</param>
    /// <param name="documents">The new documents; one with the id of a known document replaces it.</param>
    /// <returns>The new lists; the old ones stay as they are.</returns>
    public RelatedLists FoldIn(RelatedLists lists, IReadOnlyList<Document> documents)
    {
        var index = _index.Value;
        var first = Count;
        var byId = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < first; i++)
        {
            byId[_documents.Ids[i]] = i;
        }

        var replaced = new List<int>();
        for (var i = 0; i < documents.Count; i++)
        {
            if (byId.TryGetValue(documents[i].Id, out var old))
            {
                replaced.Add(old);
            }

            byId[documents[i].Id] = first + i;
        }

        _documents.Append(_encoder.Encode(documents));
        _links.AddRange(OutLinks.Of(documents, byId, _encoder));
        index.Grow();
        for (var i = first; i < Count; i++)
        {
            index.Add(i, _links[i]);
        }

        replaced.ForEach(index.Remove);
        var ranker = NewRanker(index);
        var changed = new Dictionary<int, RelatedEntry[]>();
        var groups = new int[documents.Count];
        for (var i = first; i < Count; i++)
        {
            var ranked = ranker.Rank(new Query(_documents, i, i), _options.ListLength);
            changed[i] = Entries(ranked);
            groups[i - first] = i;
            foreach (var candidate in ranked)
            {
                // One that comes later in this batch has no group yet; it will join this one's.
                if (candidate.Document < i && NearDuplicates.Is(WithTrueCosine(i, candidate), _documents.Days[i], _documents.Days[candidate.Document], _options))
                {
                    groups[i - first] = candidate.Document < first ? lists.DuplicateGroup(candidate.Document) : groups[candidate.Document - first];
                    break;
                }
            }
        }

        foreach (var neighbour in changed.Values.SelectMany(list => list).Select(e => e.Index).Where(n => n < first).Distinct().ToArray())
        {
            changed[neighbour] = Entries(ranker.Rank(new Query(_documents, neighbour, neighbour), _options.ListLength));
        }

        return lists.With([.. documents.Select(d => d.Id)], groups, _links.Skip(first).Select(Targets), changed);
    }

    /// <summary>
    /// What each query's list would have been when it was published: ranks only documents published on or before its UTC date, and knows
    /// only links made by then. Undated documents are candidates of every query; an undated query has every document.
    /// </summary>
    /// <param name="system">The ranking that makes the lists; pure, without any rule of serving.</param>
    /// <param name="queries">Ids of the model's documents.</param>
    /// <param name="count">Length of a list, where there are so many documents.</param>
    /// <returns>By query the ranked documents, best first.</returns>
    /// <exception cref="ArgumentException">A query is not among the documents.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> RankAsOf(
        RankingSystem system, IEnumerable<string> queries, int count, CancellationToken cancel = default)
    {
        var sweep = new TimeSweep(NewIndex(), _links);
        var lists = new AsOfLists(sweep, _encoder, _blend, _options, count);
        var results = new Dictionary<string, IReadOnlyList<RankedDocument>>(StringComparer.Ordinal);
        foreach (var query in sweep.InOrder(queries.Distinct(StringComparer.Ordinal).Select(IndexOf)))
        {
            cancel.ThrowIfCancellationRequested();
            results.Add(_documents.Ids[query], lists.Of(system, query));
        }

        return results;
    }

    // A word that only one document had is not part of its vector's unit length. A new document may share it, and the product be far above 1.
    private HybridParts WithTrueCosine(int document, in Scored candidate)
    {
        var lengths = TensorPrimitives.Norm(_documents.Terms[document].Weights) * TensorPrimitives.Norm(_documents.Terms[candidate.Document].Weights);
        return candidate.Parts with { Terms = candidate.Parts.Terms / Math.Max(1, lengths) };
    }

    private int IndexOf(string id) =>
        Array.LastIndexOf(_documents.Ids, id) is >= 0 and var index ? index : throw new ArgumentException($"there is no article '{id}'", nameof(id));

    private ListRanker NewRanker(CandidateIndex index) => new(index, _encoder, _blend, _options);

    private CandidateIndex NewIndex() => new(_documents, _encoder, _options);

    private static int[] Targets(OutLink[] links) => Array.ConvertAll(links, link => link.Target);

    private static RelatedEntry[] Entries(ReadOnlySpan<Scored> ranked)
    {
        var entries = new RelatedEntry[ranked.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = RelatedEntry.Of(ranked[i].Document, ranked[i].Score, ranked[i].Unlearned);
        }

        return entries;
    }
}
