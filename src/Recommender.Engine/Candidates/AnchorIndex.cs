using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Finds documents by the anchor texts of links to them (Craswell et al. 2001). An article that mentions "terms of service" can find a
/// guide whose inbound links use that phrase, even if the two texts have little else in common.
/// </summary>
internal sealed class AnchorIndex(TermWeighting weighting)
{
    private const int PerTerm = 200;
    private const int Many = 2048;
    private const int Several = -1;

    private readonly CappedPostings _terms = new(weighting.Idf.Length, PerTerm, int.MaxValue);

    // For a target and an anchor word: the only document that links with it and the word's weight, or Several.
    private readonly Dictionary<(int Target, int Term), (int Source, float Weight)> _sources = [];

    public void Add(int source, OutLink[] links)
    {
        foreach (var link in links)
        {
            var squares = 0f;
            foreach (var id in link.Anchor)
            {
                squares += weighting.Idf[id] * weighting.Idf[id];
            }

            foreach (var id in link.Anchor)
            {
                var weight = weighting.Idf[id] / MathF.Sqrt(squares);
                if (_sources.TryAdd((link.Target, id), (source, weight)))
                {
                    _terms.Add(id, link.Target, weight);
                }
                else if (_sources[(link.Target, id)].Source != source)
                {
                    _sources[(link.Target, id)] = (Several, 0);
                }
            }
        }
    }

    /// <summary>
    /// Sums, for each link target, the rarity of the given terms that occur in its anchors. Once the rarest terms have found many targets,
    /// the remaining terms only add to those.
    /// </summary>
    public void Accumulate(ReadOnlySpan<int> terms, SearchScratch scratch)
    {
        Span<int> order = terms.Length <= 1024 ? stackalloc int[terms.Length] : new int[terms.Length];
        Span<float> rarities = terms.Length <= 1024 ? stackalloc float[terms.Length] : new float[terms.Length];
        var anchors = 0;
        foreach (var id in terms)
        {
            if (_terms[id].Length > 0)
            {
                (order[anchors], rarities[anchors]) = (id, -weighting.Idf[id]);
                anchors++;
            }
        }

        rarities[..anchors].Sort(order[..anchors]);
        foreach (var id in order[..anchors])
        {
            if (scratch.Touched.Length < Many)
            {
                scratch.Accumulate(_terms[id], weighting.Idf[id]);
            }
            else
            {
                scratch.AccumulateKnown(_terms[id], weighting.Idf[id]);
            }
        }
    }

    /// <summary>Subtracts the contribution of <paramref name="source"/>, the query itself.</summary>
    public void Subtract(int source, ReadOnlySpan<OutLink> links, IdLookup terms, SearchScratch scratch)
    {
        foreach (var link in links)
        {
            foreach (var id in link.Anchor)
            {
                if (terms.Find(id) >= 0 && _sources.TryGetValue((link.Target, id), out var only) && only.Source == source)
                {
                    scratch.Subtract(link.Target, weighting.Idf[id] * only.Weight);
                }
            }
        }
    }
}
