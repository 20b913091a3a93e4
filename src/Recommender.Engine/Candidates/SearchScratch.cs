namespace Recommender.Engine.Candidates;

/// <summary>A thread's working memory for searches, reused so that a search allocates nothing.</summary>
internal sealed class SearchScratch
{
    // 0 if no source has scored the document. One small array, which fits in the L2 cache for a hundred thousand documents.
    private float[] _sums = [];
    private int[] _takenRound = [];
    private int[] _touched = new int[1024];
    private int _touchedCount;
    private int _round;
    private float[] _scores = new float[1024];
    private int[] _positions = new int[256];

    /// <summary>The candidates found so far.</summary>
    public List<int> Found { get; } = [];

    /// <summary>Of the candidates found, those that earlier articles linked to in the query's words; best first.</summary>
    public List<int> Anchored { get; } = [];

    public List<int> Seeds { get; } = [];

    public List<int> Near { get; } = [];

    /// <summary>By position in <see cref="Near"/>: the approximate cosine.</summary>
    public List<float> NearScores { get; } = [];

    /// <summary>The query's terms.</summary>
    public IdLookup Terms { get; } = new();

    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    public void Begin(int documents)
    {
        if (_sums.Length < documents)
        {
            var room = documents + documents / 8;
            (_sums, _takenRound) = (new float[room], new int[room]);
            (_round, _touchedCount) = (0, 0);
        }

        _round++;
        BeginSums();
        Found.Clear();
    }

    /// <summary>Clears the sums and keeps the candidates found.</summary>
    public void BeginSums()
    {
        foreach (var document in Touched)
        {
            _sums[document] = 0;
        }

        _touchedCount = 0;
    }

    public void Accumulate(ReadOnlySpan<Posting> postings, float weight)
    {
        if (_touched.Length <= _touchedCount + postings.Length)
        {
            Array.Resize(ref _touched, Math.Max(_touched.Length * 2, _touchedCount + postings.Length + 1));
        }

        // Always written, but counted only if new: the outcome is unpredictable, and a branch would often be mispredicted.
        var (sums, touched, count) = (_sums, _touched, _touchedCount);
        foreach (var posting in postings)
        {
            ref var sum = ref sums[posting.Document];
            touched[count] = posting.Document;
            count += sum == 0 ? 1 : 0;
            sum += weight * posting.Weight;
        }

        _touchedCount = count;
    }

    /// <summary>Adds to existing sums only; documents without a sum are ignored.</summary>
    public void AccumulateKnown(ReadOnlySpan<Posting> postings, float weight)
    {
        var sums = _sums;
        foreach (var posting in postings)
        {
            ref var sum = ref sums[posting.Document];
            sum += sum == 0 ? 0 : weight * posting.Weight;
        }
    }

    /// <summary>Subtracts from a document's sum; documents without a sum are ignored.</summary>
    public void Subtract(int document, float part)
    {
        _sums[document] -= _sums[document] == 0 ? 0 : part;
    }

    public float Accumulated(int document) => _sums[document];

    /// <summary>Adds a candidate once; false if it is already present.</summary>
    public bool Take(int document)
    {
        if (_takenRound[document] == _round)
        {
            return false;
        }

        _takenRound[document] = _round;
        Found.Add(document);
        return true;
    }

    public Span<float> ScoresOf(int count)
    {
        if (_scores.Length < count)
        {
            _scores = new float[Math.Max(count, _scores.Length * 2)];
        }

        return _scores.AsSpan(0, count);
    }

    /// <summary>Sorts positions by the scores of <see cref="ScoresOf"/>, largest first; equal scores by lower position.</summary>
    public void SortByScore(Span<int> positions)
    {
        var scores = _scores;
        positions.Sort((a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
    }

    public Span<int> PositionsOf(int count)
    {
        if (_positions.Length < count)
        {
            _positions = new int[count];
        }

        return _positions.AsSpan(0, count);
    }
}
