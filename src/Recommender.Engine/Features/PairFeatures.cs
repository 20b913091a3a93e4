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

    private readonly IFeatureFamily[] _families = Families();
    private readonly PairContext _context;
    private readonly List<(float Value, int Row)> _sorted = [];
    private float[] _values = [];

    public PairFeatures(CandidateIndex index, SiteEncoder encoder) => _context = new PairContext(index, encoder);

    /// <summary>Names of all features, in their order.</summary>
    public static string[] Names { get; } =
        [.. Prototype.SelectMany(f => f.Names), .. Relative.SelectMany(name => (string[])[$"{name}: rank", $"{name}: of best"])];

    public static int Count => Names.Length;

    /// <summary>The features of each candidate, row after row of <see cref="Count"/>; valid until the next call.</summary>
    public ReadOnlySpan<float> Of(Query query, ReadOnlySpan<Scored> candidates)
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
            foreach (var family in _families)
            {
                family.Write(_context, candidates[i], _values.AsSpan(at, family.Names.Length));
                at += family.Names.Length;
            }
        }

        for (var r = 0; r < RelativeColumns.Length; r++)
        {
            WriteRelative(candidates.Length, RelativeColumns[r], Count - 2 * (RelativeColumns.Length - r));
        }

        return _values.AsSpan(0, needed);
    }

    // Rank as ln(1 + how many are better): equal values share the better rank.
    private void WriteRelative(int candidates, int from, int to)
    {
        _sorted.Clear();
        for (var i = 0; i < candidates; i++)
        {
            _sorted.Add((_values[i * Count + from], i));
        }

        _sorted.Sort((a, b) => b.Value.CompareTo(a.Value));
        for (int i = 0, better = 0; i < candidates; i++)
        {
            var (value, row) = _sorted[i];
            better = i > 0 && value == _sorted[i - 1].Value ? better : i;
            _values[row * Count + to] = MathF.Log(1 + better);
            _values[row * Count + to + 1] = _sorted[0].Value > 0 ? value / _sorted[0].Value : 0;
        }
    }

    private static IFeatureFamily[] Families() =>
        [new TextFeatures(), new TitleFeatures(), new PassageFeatures(), new LabelFeatures(), new TimeFeatures(), new LinkFeatures()];
}
