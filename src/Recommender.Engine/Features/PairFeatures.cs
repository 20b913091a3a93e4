using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>
/// All features of a query's candidates: the families of pair features, then the rank of the strongest of them within the list.
/// </summary>
/// <remarks>Not thread-safe; use one instance per thread.</remarks>
internal sealed class PairFeatures
{
    // The rank within the list and the ratio to its best are features too: what counts is often being nearer than the rest.
    private static readonly string[] Relative =
        ["hybrid score", "terms", "bigrams", "names", "embedding",
            "best sentence", "share of title in query", "text to title", "three rarest shared terms", "links to it from near ones",
         "text to lead", "share of query in text", "tags", "best anchor", "links to it"];

    private static readonly IFeatureFamily[] Prototype = Families();

    private static readonly int[] RelativeColumns =
        [.. Relative.Select(name => Array.IndexOf([.. Prototype.SelectMany(f => f.Names)], name))];

    private static readonly float[] Logs = [.. Enumerable.Range(0, 512).Select(i => MathF.Log(1 + i))];

    private readonly IFeatureFamily[] _families = Families();
    private readonly PairContext _context;
    private float[] _column = [];
    private int[] _better = [];
    private float[] _values = [];

    public PairFeatures(CandidateIndex index, SiteEncoder encoder) => _context = new PairContext(index, encoder);

    /// <summary>Names of all features, in column order.</summary>
    public static string[] Names { get; } =
    [
        .. Prototype.SelectMany(f => f.Names), .. Relative.SelectMany(name => (string[])[$"{name}: rank", $"{name}: of best"]),
        "default ranking", "default ranking: rank",
    ];

    /// <summary>
    /// Column of "default ranking", followed by its rank: the default ranking's score of the pair, on which the site's own ranking builds.
    /// 0 until <c>RankingBlend</c> writes it.
    /// </summary>
    public static int ByDefault => Count - 2;

    /// <summary>Column of the unlearned score.</summary>
    public static int Unlearned { get; } = Array.IndexOf(Names, "hybrid score");

    public static int Count => Names.Length;

    /// <summary>
    /// The features of each candidate, in rows of <see cref="Count"/>; valid until the next call. <paramref name="scorer"/> computed their
    /// parts.
    /// </summary>
    public Span<float> Of(Query query, ReadOnlySpan<Scored> candidates, HybridScorer scorer)
    {
        var needed = candidates.Length * Count;
        if (_values.Length < needed)
        {
            _values = new float[needed];
        }

        _context.Begin(query, scorer);
        foreach (var family in _families)
        {
            family.Begin(_context, candidates);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            var at = i * Count;
            _context.Look(candidates[i]);
            foreach (var family in _families)
            {
                family.Write(_context, candidates[i], _values.AsSpan(at, family.Names.Length));
                at += family.Names.Length;
            }
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            _values.AsSpan(i * Count + ByDefault, 2).Clear();
        }

        for (var r = 0; r < RelativeColumns.Length; r++)
        {
            WriteRelative(candidates.Length, RelativeColumns[r], ByDefault - 2 * (RelativeColumns.Length - r));
        }

        return _values.AsSpan(0, needed);
    }

    // Rank as ln(1 + number of better values): equal values share the better rank.
    private void WriteRelative(int candidates, int from, int to)
    {
        if (_column.Length < candidates)
        {
            (_column, _better) = (new float[candidates], new int[candidates]);
        }

        var column = _column.AsSpan(0, candidates);
        var better = _better.AsSpan(0, candidates);
        var best = 0f;
        for (var i = 0; i < candidates; i++)
        {
            column[i] = _values[i * Count + from];
            best = Math.Max(best, column[i]);
        }

        Ranks.CountBetter(column, better);
        for (var i = 0; i < candidates; i++)
        {
            _values[i * Count + to] = LogOfRank(better[i]);
            _values[i * Count + to + 1] = best > 0 ? column[i] / best : 0;
        }
    }

    private static float LogOfRank(int better) => better < Logs.Length ? Logs[better] : MathF.Log(1 + better);

    private static IFeatureFamily[] Families() =>
        [new TextFeatures(), new TitleFeatures(), new SentenceFeatures(),
            new LabelFeatures(), new TimeFeatures(), new LinkFeatures(), new NeighbourFeatures()];
}
