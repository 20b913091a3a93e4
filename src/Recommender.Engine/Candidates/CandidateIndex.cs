using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Candidate generation: the union of documents that share strong terms, bigrams or names with the query, are near it by embedding, are
/// linked with such documents, or were published close in time. Documents are added in date order, so a search sees only what was published
/// by then.
/// </summary>
internal sealed class CandidateIndex
{
    // Caps on what a query reads from each source, chosen by recall on validation queries; higher caps cost more and find no more.
    private const int QueryTerms = 48;

    // On a large site, documents that share only weaker terms cannot reach the top (MaxScore, Turtle and Flood 1995).
    private const int Essential = 20;
    private const int Many = 8192;
    private const int PerTerm = 2000;
    private const int PerDocument = 72;
    private const int Lexical = 220;
    private const int ByEmbedding = 60;
    private const int LinkSeeds = 24;
    private const int ByLink = 60;
    private const int ByAnchor = 40;
    private const int ByTime = 24;

    // Rounding error that can remain after every contribution to a sum has been subtracted.
    private const float Rounding = 1e-4f;

    private readonly EncodedDocuments _documents;
    private readonly CappedPostings _terms;
    private readonly CappedPostings _bigrams;
    private readonly CappedPostings _names;
    private readonly AnchorIndex _anchors;
    private readonly EmbeddingIndex _embeddings;
    private readonly SiteEncoder _encoder;
    private readonly RankingOptions _options;
    private readonly TimeCloseness _time;
    private readonly float _timeWeight;
    private readonly DateOrder _added;
    private int[] _cells = [];
    private State[] _states = [];

    /// <summary>Creates an index with no documents added.</summary>
    public CandidateIndex(EncodedDocuments documents, SiteEncoder encoder, RankingOptions options)
        : this(documents, encoder, options, EmbeddingIndex.Make(documents))
    {
    }

    private CandidateIndex(EncodedDocuments documents, SiteEncoder encoder, RankingOptions options, EmbeddingIndex embeddings)
    {
        _documents = documents;
        _terms = new CappedPostings(encoder.Terms.Count, PerTerm, PerDocument);
        _bigrams = new CappedPostings(encoder.Bigrams.Count, PerTerm, PerDocument);
        _names = new CappedPostings(encoder.Names.Count, PerTerm, PerDocument);
        _anchors = new AnchorIndex(encoder.TermWeights);
        (_encoder, _options, _embeddings) = (encoder, options, embeddings);
        _added = new DateOrder(documents);
        _time = new TimeCloseness(options.TimeDecay);
        _timeWeight = options.TimeWeight;
        Grow();
    }

    /// <summary>Creates an empty index over the same documents, reusing the embedding centroids.</summary>
    public CandidateIndex Another() => new(_documents, _encoder, _options, _embeddings.Another());

    private enum State : byte
    {
        Absent,
        Added,
        Removed,
    }

    public LinkGraph Graph { get; } = new();

    public EncodedDocuments Documents => _documents;

    /// <summary>The documents in the order to add them; see <see cref="DateOrder.Of"/>.</summary>
    public int[] ByDate() => DateOrder.Of(_documents);

    /// <summary>Makes room for documents appended since the last call.</summary>
    public void Grow()
    {
        var from = _cells.Length;
        Array.Resize(ref _cells, _documents.Count);
        Array.Resize(ref _states, _documents.Count);
        Graph.Grow(_documents.Count);
        Parallel.For(from, _documents.Count, i => _cells[i] = _embeddings.CellOf(_documents.Embedding(i)));
    }

    public void Add(int document, OutLink[] links)
    {
        _terms.Add(document, _documents.Terms[document]);
        _bigrams.Add(document, _documents.Bigrams[document]);
        _names.Add(document, _documents.Names[document]);
        _embeddings.Add(document, _cells[document], _documents.Embedding(document));
        Graph.Add(document, links);
        _anchors.Add(document, links);
        _added.Add(document);
        _states[document] = State.Added;
    }

    /// <summary>
    /// Adds all documents that have not been added, in the order of <see cref="ByDate"/>. <paramref name="links"/> holds one array per
    /// document.
    /// </summary>
    public void AddRest(List<OutLink[]> links)
    {
        foreach (var document in ByDate().Where(document => _states[document] == State.Absent))
        {
            Add(document, links[document]);
        }
    }

    /// <summary>True if the document was added and has not been removed.</summary>
    public bool Holds(int document) => _states[document] == State.Added;

    /// <summary>Excludes a document from all later searches.</summary>
    public void Remove(int document) => _states[document] = State.Removed;

    /// <summary>
    /// Finds the candidates of a query among the added documents, each once and without the query itself, in <paramref
    /// name="scratch"/>.Found.
    /// </summary>
    public void Find(Query query, SearchScratch scratch)
    {
        scratch.Begin(_documents.Count);
        Accumulate(_bigrams, query.Documents.Bigrams[query.Row], scratch);
        Accumulate(_names, query.Documents.Names[query.Row], scratch);
        Accumulate(_terms, query.Documents.Terms[query.Row], scratch);
        TakeLexical(query, scratch);
        TakeByAnchor(query, scratch);
        TakeNearByEmbedding(query, scratch);
        TakeLinked(query, scratch);
        TakeNearInTime(query, scratch);
    }

    private static void Accumulate(CappedPostings index, SparseRow row, SearchScratch scratch)
    {
        Span<int> strongest = stackalloc int[Math.Min(row.Ids.Length, QueryTerms)];
        Strongest.Select(row.Weights, strongest);
        Span<float> rising = stackalloc float[strongest.Length];
        for (var i = 0; i < strongest.Length; i++)
        {
            rising[i] = row.Weights[strongest[i]];
        }

        rising.Sort(strongest);
        for (var i = strongest.Length - 1; i >= 0; i--)
        {
            var at = strongest[i];
            if (strongest.Length - i <= Essential || scratch.Touched.Length < Many)
            {
                scratch.Accumulate(index[row.Ids[at]], row.Weights[at]);
            }
            else
            {
                scratch.AccumulateKnown(index[row.Ids[at]], row.Weights[at]);
            }
        }
    }

    private void TakeLexical(Query query, SearchScratch scratch)
    {
        var touched = scratch.Touched;
        var scores = scratch.ScoresOf(touched.Length);
        var day = query.Day;
        for (var i = 0; i < touched.Length; i++)
        {
            scores[i] = touched[i] == query.Self
                ? float.NegativeInfinity
                : scratch.Accumulated(touched[i]) + _timeWeight * _time.Between(day, _documents.Days[touched[i]]);
        }

        var best = scratch.PositionsOf(Math.Min(Lexical, touched.Length));
        Strongest.Select(scores, best);
        foreach (var at in best)
        {
            Take(touched[at], query, scratch);
        }

        // The strongest of these seed the link source. The query is never a seed, because its own links must not count.
        scratch.SortByScore(best);
        scratch.Seeds.Clear();
        foreach (var at in best[..Math.Min(LinkSeeds, best.Length)])
        {
            if (touched[at] != query.Self)
            {
                scratch.Seeds.Add(touched[at]);
            }
        }
    }

    // Targets of links whose anchor words occur in this query. The query's own links must not count for their targets.
    private void TakeByAnchor(Query query, SearchScratch scratch)
    {
        scratch.BeginSums();
        var terms = query.Documents.Terms[query.Row].Ids;
        _anchors.Accumulate(terms, scratch);
        if (query.Self >= 0 && Holds(query.Self))
        {
            scratch.Terms.Reset(terms);
            _anchors.Subtract(query.Self, Graph.TargetsOf(query.Self), scratch.Terms, scratch);
        }

        var touched = scratch.Touched;
        var scores = scratch.ScoresOf(touched.Length);
        for (var i = 0; i < touched.Length; i++)
        {
            scores[i] = scratch.Accumulated(touched[i]);
        }

        var best = scratch.PositionsOf(Math.Min(ByAnchor, touched.Length));
        Strongest.Select(scores, best);
        scratch.SortByScore(best);
        scratch.Anchored.Clear();
        foreach (var at in best)
        {
            if (scores[at] > Rounding && touched[at] != query.Self && Holds(touched[at]))
            {
                scratch.Anchored.Add(touched[at]);
                scratch.Take(touched[at]);
            }
        }
    }

    private void TakeNearByEmbedding(Query query, SearchScratch scratch)
    {
        scratch.Near.Clear();
        scratch.NearScores.Clear();
        var embedding = query.Documents.Embedding(query.Row);
        _embeddings.Probe(embedding, scratch.Near, scratch.NearScores);
        var near = CollectionsMarshal.AsSpan(scratch.Near);
        var contenders = scratch.PositionsOf(Math.Min(2 * ByEmbedding, near.Length));
        Strongest.Select(CollectionsMarshal.AsSpan(scratch.NearScores), contenders);
        var scores = scratch.ScoresOf(contenders.Length);
        for (var i = 0; i < contenders.Length; i++)
        {
            scores[i] = TensorPrimitives.Dot(embedding, _documents.Embedding(near[contenders[i]]));
        }

        Span<int> best = stackalloc int[Math.Min(ByEmbedding, contenders.Length)];
        Strongest.Select(scores, best);
        foreach (var at in best)
        {
            Take(near[contenders[at]], query, scratch);
        }
    }

    // What the nearest documents link to or are linked from, preferring the newest links if there are many.
    private void TakeLinked(Query query, SearchScratch scratch)
    {
        var room = ByLink;
        foreach (var seed in scratch.Seeds)
        {
            foreach (var link in Graph.TargetsOf(seed))
            {
                room -= Take(link.Target, query, scratch) ? 1 : 0;
            }

            var sources = Graph.SourcesOf(seed);
            for (var i = sources.Length - 1; i >= 0 && i >= sources.Length - 8; i--)
            {
                room -= Take(sources[i].Source, query, scratch) ? 1 : 0;
            }

            if (room <= 0)
            {
                return;
            }
        }
    }

    // The added documents are sorted by day, so those around the query's day are adjacent.
    private void TakeNearInTime(Query query, SearchScratch scratch)
    {
        if (query.Day == EncodedDocuments.Undated)
        {
            return;
        }

        var middle = PositionAfter(query.Day);
        for (var i = Math.Max(0, middle - ByTime); i < Math.Min(_added.Count, middle + ByTime / 4); i++)
        {
            if (_documents.Days[_added[i]] != EncodedDocuments.Undated)
            {
                Take(_added[i], query, scratch);
            }
        }
    }

    /// <summary>The number of added documents published on or before that day, including undated ones.</summary>
    public int PositionAfter(int day) => _added.PositionAfter(day);

    private bool Take(int document, Query query, SearchScratch scratch) =>
        document != query.Self && Holds(document) && scratch.Take(document);
}
