using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>
/// Features of the link graph in the index, without the query's own links: how often and how recently a candidate is linked, by which
/// documents near the query, and with which anchor texts.
/// </summary>
internal sealed class LinkFeatures : IFeatureFamily
{
    private const int Nearest = 40;
    private const int MaxSources = 48;
    private const int Recent = 365;

    private readonly IdLookup _near = new();
    private readonly int[] _nearIds = new int[Nearest];
    private readonly float[] _nearScores = new float[Nearest];

    public string[] Names { get; } =
    [
        "links to it", "links to it of a year", "days since linked",
        "links to it from near ones", "nearest that links to it", "links to it by same author",
        "it links to near ones", "linked with near ones", "its links", "best anchor", "anchors", "best anchor phrase", "anchor phrases",
    ];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
        var count = Math.Min(Nearest, candidates.Length);
        for (var i = 0; i < count; i++)
        {
            (_nearIds[i], _nearScores[i]) = (candidates[i].Document, candidates[i].Score);
        }

        _near.Reset(_nearIds.AsSpan(0, count));
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        var (graph, self, documents, day) = (context.Index.Graph, context.Query.Self, context.Documents, context.Query.Day);
        var author = context.Query.Documents.Authors[context.Query.Row];
        var sources = graph.SourcesOf(candidate.Document);
        var (count, recent, byAuthor, lastDay) = (0, 0, 0, EncodedDocuments.Undated);
        var (fromNear, nearest, together, bestAnchor, anchors, bestPhrase, phrases) = (0f, 0f, 0f, 0f, 0f, 0f, 0);
        for (var i = sources.Length - 1; i >= 0 && count < MaxSources; i--)
        {
            var source = sources[i].Source;
            if (source == self)
            {
                continue;
            }

            count++;
            var sourceDay = documents.Days[source];
            lastDay = Math.Max(lastDay, sourceDay);
            recent += day != EncodedDocuments.Undated
                && sourceDay != EncodedDocuments.Undated && Math.Abs((long)day - sourceDay) <= Recent ? 1 : 0;
            byAuthor += author >= 0 && documents.Authors[source] == author ? 1 : 0;
            if (_near.Find(source) is >= 0 and var at)
            {
                fromNear += _nearScores[at];
                nearest = Math.Max(nearest, _nearScores[at]);
            }

            var (anchor, phrase) = AnchorInQuery(context, sources[i].Anchor);
            bestAnchor = Math.Max(bestAnchor, anchor);
            anchors += anchor;
            bestPhrase = Math.Max(bestPhrase, phrase);
            phrases += phrase > 0 ? 1 : 0;

            // A third article that links to both this candidate and a document near the query.
            foreach (var other in graph.TargetsOf(source))
            {
                if (other.Target != candidate.Document && _near.Find(other.Target) is >= 0 and var near)
                {
                    together += _nearScores[near];
                }
            }
        }

        var (toNear, links) = (0f, 0);
        foreach (var link in graph.TargetsOf(candidate.Document))
        {
            toNear += _near.Find(link.Target) is >= 0 and var at ? _nearScores[at] : 0;
            // An old article may have received a link to a later one, which did not exist at that date.
            links += context.Index.Holds(link.Target) ? 1 : 0;
        }

        into[0] = MathF.Log(1 + sources.Length - (Links(graph, self, candidate.Document) ? 1 : 0));
        into[1] = MathF.Log(1 + recent);
        into[2] = lastDay == EncodedDocuments.Undated
            || day == EncodedDocuments.Undated ? LabelFeatures.Missing : MathF.Log(1 + Math.Abs(day - lastDay));
        into[3] = fromNear;
        into[4] = nearest;
        into[5] = byAuthor;
        into[6] = toNear;
        into[7] = together;
        into[8] = links;
        into[9] = bestAnchor;
        into[10] = count > 0 ? anchors / count : 0;
        into[11] = bestPhrase;
        into[12] = MathF.Log(1 + phrases);
    }

    private static bool Links(LinkGraph graph, int self, int target)
    {
        foreach (var link in self < 0 ? [] : graph.TargetsOf(self))
        {
            if (link.Target == target)
            {
                return true;
            }
        }

        return false;
    }

    // The rarity of anchor words in the query, if most of them occur there ("code of conduct", not "here"), and the rarity of a multi-word
    // anchor that occurs in it as a whole.
    private static (float Words, float Phrase) AnchorInQuery(PairContext context, int[] anchor)
    {
        var (found, all) = (0f, 0f);
        foreach (var id in anchor)
        {
            var rarity = context.Encoder.TermWeights.Idf[id];
            all += rarity;
            found += context.QueryTerms.Terms.Find(id) >= 0 ? rarity : 0;
        }

        return all > 0 ? (found * found / all, anchor.Length > 1 && found == all && IsPhrase(context, anchor) ? all : 0) : default;
    }

    private static bool IsPhrase(PairContext context, int[] terms)
    {
        for (var i = 1; i < terms.Length; i++)
        {
            if (context.Encoder.Bigrams.Find(terms[i - 1], terms[i]) is not (>= 0 and var pair)
                || context.QueryTerms.Bigrams.Find(pair) < 0)
            {
                return false;
            }
        }

        return true;
    }
}
