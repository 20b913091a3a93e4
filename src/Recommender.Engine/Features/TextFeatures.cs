using Recommender.Engine.Candidates;

namespace Recommender.Engine.Features;

/// <summary>Cosines of full texts and of leads (title and first words), and the value of the rarest shared terms and bigrams.</summary>
internal sealed class TextFeatures : IFeatureFamily
{
    public string[] Names { get; } =
    [
        "hybrid score", "terms", "bigrams", "names", "embedding",
        "query lead to text", "text to lead", "lead to lead",
        "share of query in text", "share of text in query",
        "shared terms", "rarest shared term", "three rarest shared terms", "rarest shared bigram", "shared bigrams",
    ];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        var query = context.QueryTerms;
        var terms = context.Documents.Terms[candidate.Document];
        var ownWeights = context.Query.Documents.Terms[context.Query.Row].Weights;
        var (leadToText, foundOwn, foundOther) = (0f, 0f, 0f);
        var (first, second, third) = (0f, 0f, 0f);
        foreach (var (at, weight) in context.Terms)
        {
            leadToText += query.Lead[at] * weight;
            foundOwn += ownWeights[at];
            foundOther += weight;
            var idf = query.Rarity[at];
            if (idf > third)
            {
                (first, second, third) = idf > first ? (idf, first, second) : idf > second ? (first, idf, second) : (first, second, idf);
            }
        }

        var (textToLead, leadToLead) = (0f, 0f);
        foreach (var (at, weight) in context.LeadTerms)
        {
            textToLead += ownWeights[at] * weight;
            leadToLead += query.Lead[at] * weight;
        }

        var (rarestBigram, sharedBigrams) = (0f, 0);
        var bigrams = context.Documents.Bigrams[candidate.Document].Ids;
        foreach (var i in query.Bigrams.Probable(bigrams))
        {
            if (query.Bigrams.FindProbable(bigrams[i]) is >= 0 and var at)
            {
                rarestBigram = Math.Max(rarestBigram, query.BigramRarity[at]);
                sharedBigrams++;
            }
        }

        var parts = candidate.Parts;
        ReadOnlySpan<float> values =
        [
            candidate.Score, parts.Terms, parts.Bigrams, parts.Names, parts.Embedding,
            leadToText, textToLead, leadToLead,
            Share(foundOwn, ownWeights), Share(foundOther, terms.Weights),
            context.Terms.Length, first, first + second + third, rarestBigram, sharedBigrams,
        ];
        values.CopyTo(into);
    }

    private static float Share(float found, ReadOnlySpan<float> weights) =>
        weights.Length == 0 ? 0 : found / System.Numerics.Tensors.TensorPrimitives.Sum(weights);
}
