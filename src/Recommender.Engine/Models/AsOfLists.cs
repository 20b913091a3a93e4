using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Ranking;

namespace Recommender.Engine.Models;

/// <summary>The lists of the sweep's current query, by every ranking.</summary>
internal sealed class AsOfLists(TimeSweep sweep, SiteEncoder encoder, RankingBlend blend, RankingOptions options, int count)
{
    private readonly ListRanker _served = new(sweep.Index, encoder, blend, options);
    private readonly ListRanker _default = new(sweep.Index, encoder, blend with { SiteWeight = 0, DefaultWeight = 1 }, options);
    private readonly ListRanker _site = new(sweep.Index, encoder, blend with { DefaultWeight = 0, SiteWeight = 1 }, options);

    private EncodedDocuments Documents => sweep.Index.Documents;

    public List<RankedDocument> Of(RankingSystem system, int query)
    {
        var ranked = system switch
        {
            RankingSystem.NewestFirst => [],
            RankingSystem.MostLinked => MostLinked(query),
            RankingSystem.TermCosine => Hybrid(query, int.MaxValue)
                .OrderByDescending(s => s.Parts.Terms).Take(count).Select(s => Ranked(s.Document, s.Parts.Terms)).ToList(),
            RankingSystem.Unlearned => Hybrid(query, count).ConvertAll(s => Ranked(s.Document, s.Score)),
            RankingSystem.Default => Learned(_default, query),
            RankingSystem.Site => Learned(_site, query),
            RankingSystem.Served => Learned(_served, query),
            _ => throw new ArgumentOutOfRangeException(nameof(system)),
        };

        // No source scored the remaining documents; they follow newest first, below everything that was ranked.
        if (ranked.Count < count)
        {
            var known = ranked.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
            ranked.AddRange(sweep.NewestFirst(query)
                .Select(i => Ranked(i, 0)).Where(r => !known.Contains(r.Id)).Take(count - ranked.Count).ToList());
        }

        return ranked;
    }

    private List<Scored> Hybrid(int query, int length) => [.. _served.Unlearned(new Query(Documents, query, query), length)];

    private List<RankedDocument> Learned(ListRanker ranker, int query)
    {
        var ranked = new List<RankedDocument>(count);
        foreach (var candidate in ranker.Rank(new Query(Documents, query, query), count))
        {
            ranked.Add(Ranked(candidate.Document, candidate.Score));
        }

        return ranked;
    }

    private List<RankedDocument> MostLinked(int query)
    {
        var graph = sweep.Index.Graph;
        return sweep.NewestFirst(query)
            .Select(i => (Index: i, Links: LinksOfOthers(i)))
            .Where(d => d.Links > 0)
            .OrderByDescending(d => d.Links)
            .Take(count)
            .Select(d => Ranked(d.Index, d.Links))
            .ToList();

        int LinksOfOthers(int document)
        {
            var links = 0;
            foreach (var source in graph.SourcesOf(document))
            {
                links += source.Source == query ? 0 : 1;
            }

            return links;
        }
    }

    private RankedDocument Ranked(int index, float score) => new(Documents.Ids[index], score);
}
