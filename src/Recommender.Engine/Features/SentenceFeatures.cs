using System.Numerics.Tensors;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>
/// Similarity of the query's best-matching sentence to the candidate: editors often link from one sentence rather than from the topic of
/// the whole text.
/// </summary>
internal sealed class SentenceFeatures : IFeatureFamily
{
    private readonly float[] _cosines = new float[EncodedDocuments.MaxSentences];

    public string[] Names { get; } = ["best sentence", "best sentence to lead"];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        into[0] = Best(context.QueryTerms, context.Terms);
        into[1] = Best(context.QueryTerms, context.LeadTerms);
    }

    private float Best(QueryTerms query, ReadOnlySpan<SharedTerm> shared)
    {
        var cosines = _cosines.AsSpan(0, query.SentenceCount);
        cosines.Clear();
        foreach (var (at, weight) in shared)
        {
            var holders = query.SentencesOf(at);
            for (var s = 0; s < holders.Ids.Length; s++)
            {
                cosines[holders.Ids[s]] += holders.Weights[s] * weight;
            }
        }

        return cosines.IsEmpty ? 0 : TensorPrimitives.Max<float>(cosines);
    }
}
