using Recommender.Engine.Ranking;

namespace Recommender.Engine.Features;

/// <summary>How near the query's nearest passages (paragraphs) are to the candidate: a story is often related by one paragraph only.</summary>
internal sealed class PassageFeatures : IFeatureFamily
{
    public string[] Names { get; } = ["best passage", "three best passages", "best passage to lead"];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        Span<float> text = stackalloc float[QueryTerms.MaxPassages];
        Span<float> lead = stackalloc float[QueryTerms.MaxPassages];
        Sum(context.QueryTerms, context.Terms, text);
        Sum(context.QueryTerms, context.LeadTerms, lead);
        var (first, second, third) = (0f, 0f, 0f);
        foreach (var cosine in text[..context.QueryTerms.PassageCount])
        {
            if (cosine > third)
            {
                (first, second, third) = cosine > first ? (cosine, first, second) : cosine > second ? (first, cosine, second) : (first, second, cosine);
            }
        }

        into[0] = first;
        into[1] = (first + second + third) / Math.Clamp(context.QueryTerms.PassageCount, 1, 3);
        into[2] = System.Numerics.Tensors.TensorPrimitives.Max<float>(lead);
    }

    private static void Sum(QueryTerms query, ReadOnlySpan<SharedTerm> shared, Span<float> passages)
    {
        foreach (var (at, weight) in shared)
        {
            var holders = query.PassagesOf(at);
            for (var p = 0; p < holders.Ids.Length; p++)
            {
                passages[holders.Ids[p]] += holders.Weights[p] * weight;
            }
        }
    }
}
