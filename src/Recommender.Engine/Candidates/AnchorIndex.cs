using Recommender.Engine.Encoding;

namespace Recommender.Engine.Candidates;

/// <summary>
/// Finds documents by the words in which others link to them (anchor text, Craswell et al. 2001): a guide to "terms of service" is meant by
/// an article that speaks of them in passing, although the two texts have little in common.
/// </summary>
internal sealed class AnchorIndex(TermWeighting weighting)
{
    private const int PerTerm = 200;

    private readonly CappedPostings _terms = new(weighting.Idf.Length, PerTerm, int.MaxValue);
    private readonly HashSet<(int, int)> _known = [];

    public void Add(OutLink[] links)
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
                if (_known.Add((link.Target, id)))
                {
                    _terms.Add(id, link.Target, weighting.Idf[id] / MathF.Sqrt(squares));
                }
            }
        }
    }

    /// <summary>Adds up, for each target of a link, the rarities of those of the given terms that its anchors have.</summary>
    public void Accumulate(ReadOnlySpan<int> terms, SearchScratch scratch)
    {
        foreach (var id in terms)
        {
            scratch.Accumulate(_terms[id], weighting.Idf[id]);
        }
    }
}
