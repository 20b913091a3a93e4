namespace Recommender.Engine.Candidates;

/// <summary>A thread's working memory for searches; reused, so that a search allocates nothing.</summary>
internal sealed class SearchScratch
{
    private float[] _sums = [];
    private int[] _sumRound = [];
    private int[] _takenRound = [];
    private int[] _touched = new int[1024];
    private int _touchedCount;
    private int _round;
    private int _sumRoundNow;
    private float[] _scores = new float[1024];
    private int[] _positions = new int[256];

    /// <summary>The candidates found so far.</summary>
    public List<int> Found { get; } = [];

    /// <summary>Of those found, the ones that earlier articles linked to in the query's words; best first.</summary>
    public List<int> Anchored { get; } = [];

    public List<int> Seeds { get; } = [];

    public List<int> Near { get; } = [];

    /// <summary>The query's terms.</summary>
    public IdLookup Terms { get; } = new();

    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    public void Begin(int documents)
    {
        if (_sums.Length < documents)
        {
            var room = documents + documents / 8;
            (_sums, _sumRound, _takenRound) = (new float[room], new int[room], new int[room]);
            _round = 0;
            _sumRoundNow = 0;
        }

        _round++;
        BeginSums();
        Found.Clear();
    }

    /// <summary>Forgets the sums, not what was found.</summary>
    public void BeginSums()
    {
        _sumRoundNow++;
        _touchedCount = 0;
    }

    public void Accumulate(ReadOnlySpan<Posting> postings, float weight)
    {
        if (_touched.Length < _touchedCount + postings.Length)
        {
            Array.Resize(ref _touched, Math.Max(_touched.Length * 2, _touchedCount + postings.Length));
        }

        var (sums, rounds, round) = (_sums, _sumRound, _sumRoundNow);
        foreach (var posting in postings)
        {
            var document = posting.Document;
            if (rounds[document] == round)
            {
                sums[document] += weight * posting.Weight;
            }
            else
            {
                rounds[document] = round;
                sums[document] = weight * posting.Weight;
                _touched[_touchedCount++] = document;
            }
        }
    }

    /// <summary>Adds to the sums there are, for documents that nothing spoke for before: nothing.</summary>
    public void AccumulateKnown(ReadOnlySpan<Posting> postings, float weight)
    {
        var (sums, rounds, round) = (_sums, _sumRound, _sumRoundNow);
        foreach (var posting in postings)
        {
            var document = posting.Document;
            if (rounds[document] == round)
            {
                sums[document] += weight * posting.Weight;
            }
        }
    }

    /// <summary>Takes a part of a sum back; of a document that has none, nothing.</summary>
    public void Subtract(int document, float part)
    {
        if (_sumRound[document] == _sumRoundNow)
        {
            _sums[document] -= part;
        }
    }

    public float Accumulated(int document) => _sums[document];

    /// <summary>Takes a document in once; false where it was already there.</summary>
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

    /// <summary>Sorts positions by the scores of <see cref="ScoresOf"/>, largest first; of equal ones the lower position first.</summary>
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
