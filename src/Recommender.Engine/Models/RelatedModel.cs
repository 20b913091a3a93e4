using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>
/// A trained model with the vectors of its documents. It ranks them for each other and adds new ones without retraining (fold-in). Large;
/// serving needs only its <see cref="RelatedLists"/>. Not safe for concurrent use.
/// </summary>
public sealed class RelatedModel
{
    // How many of a new document's neighbours may get it in their lists. It would enter few further lists, and at low positions.
    private const int EnteredLists = 12;

    // A list that lost more than this share of its entries is ranked again.
    private const double StaleShare = 0.8;

    private readonly SiteEncoder _encoder;
    private readonly EncodedDocuments _documents;
    private readonly List<OutLink[]> _links;
    private readonly RankingBlend _blend;
    private readonly RankingOptions _options;
    private readonly Lazy<CandidateIndex> _index;

    /// <param name="index">An index that already contains the oldest documents, in date order; null to start with an empty one.</param>
    internal RelatedModel(
        SiteEncoder encoder, EncodedDocuments documents,
        List<OutLink[]> links, RankingBlend blend, RankingOptions options, CandidateIndex? index = null)
    {
        (_encoder, _documents, _links, _blend, _options) = (encoder, documents, links, blend, options);
        _index = new Lazy<CandidateIndex>(() =>
        {
            index ??= NewIndex();
            index.AddRest(_links);
            return index;
        });
    }

    /// <summary>Number of documents in the model.</summary>
    public int Count => _documents.Count;

    /// <summary>Number of links between its documents, counting each pair once.</summary>
    public int LinkCount => _links.Sum(links => links.Length);

    /// <summary>Share, 0 to 1, of the documents' words that the model has never seen: how far the site's language has drifted.</summary>
    public double UnknownWords(IReadOnlyList<Document> documents)
    {
        var reader = new TermReader(_encoder.Terms, _encoder.Names, grow: false);
        var (unknown, all) = (0L, 0L);
        foreach (var read in documents.Select(reader.Read))
        {
            unknown += read.Title.Count(id => id < 0) + read.Body.Count(id => id < 0);
            all += read.Title.Length + read.Body.Length;
        }

        return all == 0 ? 0 : (double)unknown / all;
    }

    /// <summary>True if the model can rank by <paramref name="system"/>; a site with few links has no ranking of its own.</summary>
    public bool Has(RankingSystem system) => system switch
    {
        RankingSystem.Default => _blend.Default is not null,
        RankingSystem.Site => _blend.Site is not null,
        _ => true,
    };

    /// <summary>The links that training held out for measurement; null for a loaded model or if there are too few links.</summary>
    public HeldOutLinks? HeldOut { get; internal init; }

    internal RankingBlend Blend => _blend;

    internal RankingOptions Options => _options;

    /// <summary>The same model with other learned rankings.</summary>
    internal RelatedModel With(RankingBlend blend) => new(_encoder, _documents, _links, blend, _options);

    /// <param name="documents">The documents that the model was trained on.</param>
    internal TrainingPairs CollectPairs(IReadOnlyList<Document> documents, CancellationToken cancel)
    {
        var titles = documents.ToDictionary(d => d.Id, d => d.Title, StringComparer.Ordinal);
        var reader = new TermReader(_encoder.Terms, _encoder.Names, grow: false);
        var masked = documents.Select(document => QuotedTitles.MaskedTerms(document, titles.GetValueOrDefault, reader)).ToArray();
        return TrainingPairs.Collect(documents, masked, NewIndex(), _links, _encoder, _options, cancel);
    }

    /// <summary>Reads a model written by <see cref="Save"/>.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, missing or has another format version; the message names it.</exception>
    public static RelatedModel Load(string folder, RankingOptions options)
    {
        var documents = EncodedDocuments.Load(Path.Combine(folder, "documents.bin"));
        var links = OutLinks.Load(Path.Combine(folder, "links.bin"));
        var encoder = SiteEncoder.Load(folder);
        return links.Count != documents.Count
            ? throw new InvalidDataException($"{folder}: links.bin and documents.bin belong to different models")
            : encoder.Text.Dimensions != documents.Dimensions
                ? throw new InvalidDataException($"{folder}: encoder.zip is missing or does not belong to documents.bin")
            : new RelatedModel(encoder, documents, links, BlendFile.Load(folder), options);
    }

    /// <summary>
    /// Writes the model's files into an existing folder: encoder.zip (ML.NET's pipeline from text to embedding), vocabulary.bin,
    /// documents.bin, links.bin, and the learned rankings with their weights.
    /// </summary>
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
        var lists = new RelatedEntry[Count][];
        var duplicates = Batch(TrainingStage.Ranking, progress, trained: true).Rank([.. Enumerable.Range(0, Count)], lists, cancel);
        return new RelatedLists(_documents.Ids, lists, DuplicateGroups.Of(Count, duplicates), [.. _links.Select(Targets)]);
    }

    /// <summary>
    /// Updates the model and its lists after documents were added, changed or removed, without retraining: the encoder and the learned
    /// rankings stay, and only the lists of new documents, the lists they enter and those that lost many entries are computed. Suited to
    /// many documents; use <see cref="FoldIn"/> for a few.
    /// </summary>
    /// <param name="lists">This model's lists.</param>
    /// <param name="changed">New documents, or replacements for documents with the same id.</param>
    /// <param name="gone">Ids of removed documents.</param>
    /// <returns>A new model and its lists; this model is unchanged.</returns>
    public (RelatedModel Model, RelatedLists Lists) Update(
        RelatedLists lists, IReadOnlyList<Document> changed,
        IReadOnlySet<string> gone, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
    {
        progress?.Report(new StageProgress(TrainingStage.Encoding, 0, changed.Count));
        var leaving = changed.Select(document => document.Id).Concat(gone).ToHashSet(StringComparer.Ordinal);
        var kept = Enumerable.Range(0, Count).Where(row => !leaving.Contains(_documents.Ids[row])).ToArray();
        var documents = _documents.Keep(kept, changed.Count);
        documents.Append(_encoder.Encode(changed));
        cancel.ThrowIfCancellationRequested();

        var byId = new Dictionary<string, int>(documents.Count, StringComparer.Ordinal);
        for (var i = 0; i < documents.Count; i++)
        {
            byId[documents.Ids[i]] = i;
        }

        // The new position of each row; for a changed document, that of its new version.
        var moved = Array.ConvertAll(_documents.Ids, id => byId.GetValueOrDefault(id, -1));
        var reader = new TermReader(_encoder.Terms, _encoder.Names, grow: false);
        List<OutLink[]> links =
        [
            .. kept.Select(row => _links[row].Where(link => moved[link.Target] >= 0)
                .Select(link => link with { Target = moved[link.Target] }).ToArray()),
            .. OutLinks.Of(changed, byId, [.. changed.Select(document => OutLinks.Anchors(document, reader))]),
        ];
        var model = new RelatedModel(_encoder, documents, links, _blend, _options);
        return (model, model.Updated(lists, kept, moved, progress, cancel));
    }

    // Ranks the documents behind the kept ones, then those whose lists the new documents enter.
    private RelatedLists Updated(RelatedLists before, int[] kept, int[] moved, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var entries = new RelatedEntry[Count][];
        var again = new HashSet<int>();
        for (var i = 0; i < kept.Length; i++)
        {
            var list = before[kept[i]];
            entries[i] = [.. list.ToArray().Where(entry => moved[entry.Index] is >= 0 and var to && to < kept.Length)
                .Select(entry => entry with { Index = moved[entry.Index] })];
            if (entries[i].Length < list.Length * StaleShare)
            {
                again.Add(i);
            }
        }

        var duplicates = Batch(TrainingStage.RankingNewDocuments, progress)
            .Rank([.. Enumerable.Range(kept.Length, Count - kept.Length)], entries, cancel);
        again.UnionWith(entries[kept.Length..].SelectMany(list => list.Take(EnteredLists))
            .Select(entry => entry.Index).Where(i => i < kept.Length));
        var stale = again.Order().ToArray();
        foreach (var pair in Batch(TrainingStage.RankingNeighbours, progress).Rank(stale, entries, cancel))
        {
            duplicates.Add(pair);
        }

        // A group is named by one of its documents, which may have been removed; then the first remaining one names it.
        var firsts = new Dictionary<int, int>();
        for (var i = 0; i < kept.Length; i++)
        {
            firsts.TryAdd(before.DuplicateGroup(kept[i]), i);
            duplicates.Add((i, firsts[before.DuplicateGroup(kept[i])]));
        }

        return new RelatedLists(_documents.Ids, entries, DuplicateGroups.Of(Count, duplicates), [.. _links.Select(Targets)]);
    }

    /// <summary>Ranks related documents for a text that is not among the documents; the text is not added.</summary>
    /// <returns>Best first; indices as in the lists.</returns>
    public RelatedEntry[] Rank(Document document) =>
        Scored.ToEntries(NewRanker(_index.Value).Rank(new Query(_encoder.Encode([document]), 0, -1), _options.ListLength));

    /// <summary>
    /// Adds new or changed documents without retraining: each gets a list, and enters the lists of related documents if it scores higher
    /// than their entries.
    /// </summary>
    /// <param name="lists">The current lists of this model, including earlier fold-ins.</param>
    /// <param name="documents">The new documents; one with a known id replaces the existing document.</param>
    /// <returns>The new lists; the old ones are unchanged.</returns>
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
        var reader = new TermReader(_encoder.Terms, _encoder.Names, grow: false);
        _links.AddRange(OutLinks.Of(documents, byId, [.. documents.Select(document => OutLinks.Anchors(document, reader))]));
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
            changed[i] = Scored.ToEntries(ranked);
            groups[i - first] = i;
            foreach (var candidate in ranked)
            {
                // A later document of this batch has no group yet; it will join the group of this one.
                if (candidate.Document < i && NearDuplicates.Are(_documents, i, candidate, _options))
                {
                    groups[i - first] = candidate.Document < first
                        ? lists.DuplicateGroup(candidate.Document) : groups[candidate.Document - first];
                    break;
                }
            }
        }

        foreach (var neighbour in changed.Values.SelectMany(list => list).Select(e => e.Index).Where(n => n < first).Distinct().ToArray())
        {
            changed[neighbour] = Scored.ToEntries(ranker.Rank(new Query(_documents, neighbour, neighbour), _options.ListLength));
        }

        return lists.With([.. documents.Select(d => d.Id)], groups, _links.Skip(first).Select(Targets), changed);
    }

    /// <summary>
    /// The list that each query would have had on its publication date: ranks only documents published on or before its UTC date and uses
    /// only links made by then. Undated documents are candidates of every query; for an undated query all documents are candidates.
    /// </summary>
    /// <param name="system">The ranking that produces the lists, without any serving rules.</param>
    /// <param name="queries">Ids of documents in the model.</param>
    /// <param name="count">Maximum length of a list.</param>
    /// <returns>By query: the ranked documents, best first.</returns>
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

    private int IndexOf(string id) =>
        Array.LastIndexOf(_documents.Ids, id) is >= 0 and var index
            ? index : throw new ArgumentException($"article '{id}' is not in the model", nameof(id));

    private BatchRanker Batch(TrainingStage stage, IProgress<StageProgress>? progress, bool trained = false) =>
        new(_documents, () => NewRanker(_index.Value), _options, trained,
            (done, all) => progress?.Report(new StageProgress(stage, done, all)));

    private ListRanker NewRanker(CandidateIndex index) => new(index, _encoder, _blend, _options);

    private CandidateIndex NewIndex() => new(_documents, _encoder, _options);

    private static int[] Targets(OutLink[] links) => Array.ConvertAll(links, link => link.Target);
}
