using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>
/// A trained model with the vectors of its documents: it ranks them for each other, and takes in new ones (fold-in) without being trained
/// again. Large; serving needs only its <see cref="RelatedLists"/>. Not safe for concurrent use.
/// </summary>
public sealed class RelatedModel
{
    // Of a new document's list: its neighbours in whose lists it is looked for. Of more, it enters few, and deep down.
    private const int EnteredLists = 12;

    // A list that lost more than the rest of its entries is ranked again.
    private const double StaleShare = 0.8;

    private readonly SiteEncoder _encoder;
    private readonly EncodedDocuments _documents;
    private readonly List<OutLink[]> _links;
    private readonly RankingBlend _blend;
    private readonly RankingOptions _options;
    private readonly Lazy<CandidateIndex> _index;

    /// <param name="encoder">What encoded <paramref name="documents"/>.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="links">Their links.</param>
    /// <param name="blend">The learned rankings.</param>
    /// <param name="options">Of ranking.</param>
    /// <param name="index">One to which some of the documents, the oldest, were added already; null to begin with none.</param>
    internal RelatedModel(
        SiteEncoder encoder, EncodedDocuments documents, List<OutLink[]> links, RankingBlend blend, RankingOptions options, CandidateIndex? index = null)
    {
        (_encoder, _documents, _links, _blend, _options) = (encoder, documents, links, blend, options);
        _index = new Lazy<CandidateIndex>(() =>
        {
            index ??= NewIndex();
            index.AddRest(_links);
            return index;
        });
    }

    /// <summary>How many documents the model holds.</summary>
    public int Count => _documents.Count;

    /// <summary>Links from one of its documents to another, each pair once.</summary>
    public int LinkCount => _links.Sum(links => links.Length);

    /// <summary>Share, 0 to 1, of the words of documents that the model has never seen: how far the site's language has moved on.</summary>
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
    internal TrainingPairs CollectPairs(IReadOnlyList<Document> documents, CancellationToken cancel)
    {
        var titles = documents.ToDictionary(d => d.Id, d => d.Title, StringComparer.Ordinal);
        var reader = new TermReader(_encoder.Terms, _encoder.Names, grow: false);
        var masked = documents.Select(document => QuotedTitles.MaskedTerms(document, titles.GetValueOrDefault, reader)).ToArray();
        return TrainingPairs.Collect(documents, masked, NewIndex(), _links, _encoder, _options, cancel);
    }

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
        var lists = new RelatedEntry[Count][];
        var duplicates = Batch(TrainingStage.Ranking, progress, trained: true).Rank([.. Enumerable.Range(0, Count)], lists, cancel);
        return new RelatedLists(_documents.Ids, lists, DuplicateGroups.Of(Count, duplicates), [.. _links.Select(Targets)]);
    }

    /// <summary>
    /// The model and its lists after some documents came, changed or went, without training: encoder and learned rankings stay, only the new
    /// documents, the lists that they enter, and those that lost much are computed. For many documents at once; <see cref="FoldIn"/> is for a few.
    /// </summary>
    /// <param name="lists">This model's lists.</param>
    /// <param name="changed">Documents that are new, or take the place of one with their id.</param>
    /// <param name="gone">Ids of documents that are no more.</param>
    /// <returns>A model of its own, and its lists; this one stays as it is.</returns>
    public (RelatedModel Model, RelatedLists Lists) Update(
        RelatedLists lists, IReadOnlyList<Document> changed, IReadOnlySet<string> gone, IProgress<StageProgress>? progress = null, CancellationToken cancel = default)
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

        // Where each row went; of one that changed, to its new version.
        var moved = Array.ConvertAll(_documents.Ids, id => byId.GetValueOrDefault(id, -1));
        var reader = new TermReader(_encoder.Terms, _encoder.Names, grow: false);
        List<OutLink[]> links =
        [
            .. kept.Select(row => _links[row].Where(link => moved[link.Target] >= 0).Select(link => link with { Target = moved[link.Target] }).ToArray()),
            .. OutLinks.Of(changed, byId, [.. changed.Select(document => OutLinks.Anchors(document, reader))]),
        ];
        var model = new RelatedModel(_encoder, documents, links, _blend, _options);
        return (model, model.Updated(lists, kept, moved, progress, cancel));
    }

    // Ranks the documents behind the kept ones, then those whose lists these enter.
    private RelatedLists Updated(RelatedLists before, int[] kept, int[] moved, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var entries = new RelatedEntry[Count][];
        var again = new HashSet<int>();
        for (var i = 0; i < kept.Length; i++)
        {
            var list = before[kept[i]];
            entries[i] = [.. list.ToArray().Where(entry => moved[entry.Index] is >= 0 and var to && to < kept.Length).Select(entry => entry with { Index = moved[entry.Index] })];
            if (entries[i].Length < list.Length * StaleShare)
            {
                again.Add(i);
            }
        }

        var duplicates = Batch(TrainingStage.RankingNewDocuments, progress)
            .Rank([.. Enumerable.Range(kept.Length, Count - kept.Length)], entries, cancel);
        again.UnionWith(entries[kept.Length..].SelectMany(list => list.Take(EnteredLists)).Select(entry => entry.Index).Where(i => i < kept.Length));
        var stale = again.Order().ToArray();
        foreach (var pair in Batch(TrainingStage.RankingNeighbours, progress).Rank(stale, entries, cancel))
        {
            duplicates.Add(pair);
        }

        // A group is named by one of its documents, which may be gone: by the first that is left.
        var firsts = new Dictionary<int, int>();
        for (var i = 0; i < kept.Length; i++)
        {
            firsts.TryAdd(before.DuplicateGroup(kept[i]), i);
            duplicates.Add((i, firsts[before.DuplicateGroup(kept[i])]));
        }

        return new RelatedLists(_documents.Ids, entries, DuplicateGroups.Of(Count, duplicates), [.. _links.Select(Targets)]);
    }

    /// <summary>Related documents of a text that is not among the documents and is not added to them.</summary>
    /// <returns>Best first; indices as in the lists.</returns>
    public RelatedEntry[] Rank(Document document) =>
        Scored.ToEntries(NewRanker(_index.Value).Rank(new Query(_encoder.Encode([document]), 0, -1), _options.ListLength));

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
                // One that comes later in this batch has no group yet; it will join this one's.
                if (candidate.Document < i && NearDuplicates.Are(_documents, i, candidate, _options))
                {
                    groups[i - first] = candidate.Document < first ? lists.DuplicateGroup(candidate.Document) : groups[candidate.Document - first];
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

    private int IndexOf(string id) =>
        Array.LastIndexOf(_documents.Ids, id) is >= 0 and var index ? index : throw new ArgumentException($"there is no article '{id}'", nameof(id));

    private BatchRanker Batch(TrainingStage stage, IProgress<StageProgress>? progress, bool trained = false) =>
        new(_documents, () => NewRanker(_index.Value), _options, trained, (done, all) => progress?.Report(new StageProgress(stage, done, all)));

    private ListRanker NewRanker(CandidateIndex index) => new(index, _encoder, _blend, _options);

    private CandidateIndex NewIndex() => new(_documents, _encoder, _options);

    private static int[] Targets(OutLink[] links) => Array.ConvertAll(links, link => link.Target);
}
