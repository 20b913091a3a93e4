using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Features;

/// <summary>All features of a query's candidates: the families of a pair, then where the strongest of them stand within the list.</summary>
/// <remarks>Not thread-safe; one a thread.</remarks>
internal sealed class PairFeatures
{
    // By these, rank and ratio to the best within the list are features, too: what counts is often not how near, but nearer than the rest.
    private static readonly string[] Relative =
        ["hybrid score", "terms", "bigrams", "names", "embedding", "best passage", "share of title in query", "text to title", "three rarest shared terms", "links to it from near ones",
         "text to lead", "share of query in text", "tags", "best anchor", "links to it"];

    private static readonly IFeatureFamily[] Prototype = Families();

    private static readonly int[] RelativeColumns = [.. Relative.Select(name => Array.IndexOf([.. Prototype.SelectMany(f => f.Names)], name))];

    private static readonly float[] Logs = [.. Enumerable.Range(0, 512).Select(i => MathF.Log(1 + i))];

    private readonly IFeatureFamily[] _families = Families();
    private readonly PairContext _context;
    private ulong[] _sorted = [];
    private float[] _values = [];

    public PairFeatures(CandidateIndex index, SiteEncoder encoder) => _context = new PairContext(index, encoder);

    /// <summary>Names of all features, in their order.</summary>
    public static string[] Names { get; } =
    [
        .. Prototype.SelectMany(f => f.Names), .. Relative.SelectMany(name => (string[])[$"{name}: rank", $"{name}: of best"]),
        "default ranking", "default ranking: rank",
    ];

    /// <summary>
    /// Column of "default ranking", its rank behind it: what the default ranking says of the pair, for a site's own to build on. 0 until
    /// <see cref="Ranking.RankingBlend"/> writes them.
    /// </summary>
    public static int ByDefault => Count - 2;

    public static int Count => Names.Length;

    /// <summary>The features of each candidate, row after row of <see cref="Count"/>; valid until the next call.</summary>
    public Span<float> Of(Query query, ReadOnlySpan<Scored> candidates)
    {
        var needed = candidates.Length * Count;
        if (_values.Length < needed)
        {
            _values = new float[needed];
        }

        _context.Begin(query);
        foreach (var family in _families)
        {
            family.Begin(_context, candidates);
        }

        for (var i = 0; i < candidates.Length; i++)
        {
            var at = i * Count;
            _context.Look(candidates[i].Document);
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

    // Rank as ln(1 + how many are better): equal values share the better rank.
    private void WriteRelative(int candidates, int from, int to)
    {
        if (_sorted.Length < candidates)
        {
            _sorted = new ulong[candidates];
        }

        var sorted = _sorted.AsSpan(0, candidates);
        for (var i = 0; i < candidates; i++)
        {
            sorted[i] = ((ulong)Descending(_values[i * Count + from]) << 32) | (uint)i;
        }

        sorted.Sort();
        var best = candidates > 0 ? _values[(int)sorted[0] * Count + from] : 0;
        for (int i = 0, better = 0; i < candidates; i++)
        {
            var row = (int)sorted[i];
            better = i > 0 && sorted[i] >> 32 == sorted[i - 1] >> 32 ? better : i;
            _values[row * Count + to] = LogOfRank(better);
            _values[row * Count + to + 1] = best > 0 ? _values[row * Count + from] / best : 0;
        }
    }

    // A number that falls where the value rises, so that whole numbers can be sorted, which is several times as fast. -0 and 0 are one.
    private static uint Descending(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? bits : ~bits & 0x7FFFFFFF;
    }

    private static float LogOfRank(int better) => better < Logs.Length ? Logs[better] : MathF.Log(1 + better);

    private static IFeatureFamily[] Families() =>
        [new TextFeatures(), new TitleFeatures(), new PassageFeatures(), new LabelFeatures(), new TimeFeatures(), new LinkFeatures()];
}
