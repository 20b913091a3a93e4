using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Features;

/// <summary>The share of each title that occurs in the other text, weighted by rarity, and cosines of titles.</summary>
internal sealed class TitleFeatures : IFeatureFamily
{
    private readonly float[] _sentences = new float[EncodedDocuments.MaxSentences];

    public string[] Names { get; } =
    [
        "title to title", "query title to text", "text to title",
        "share of title in query", "share of query title in text", "share of title bigrams in query",
        "share of title in one sentence", "rarity of title in one sentence", "rarity of title in query",
    ];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        var (query, documents, idf) = (context.QueryTerms, context.Documents, context.Encoder.TermWeights.Idf);
        var queryWeights = context.Query.Documents.Terms[context.Query.Row].Weights;
        var title = documents.Titles[candidate.Document];
        var sentences = _sentences.AsSpan(0, query.SentenceCount);
        sentences.Clear();
        var (titleToTitle, textToTitle, found, all) = (0f, 0f, 0f, 0f);
        for (var i = 0; i < title.Ids.Length; i++)
        {
            var rarity = idf[title.Ids[i]];
            all += rarity;
            if (query.Terms.Find(title.Ids[i]) is >= 0 and var at)
            {
                titleToTitle += query.Title[at] * title.Weights[i];
                textToTitle += queryWeights[at] * title.Weights[i];
                found += rarity;
                foreach (var sentence in query.SentencesOf(at).Ids)
                {
                    sentences[sentence] += rarity;
                }
            }
        }

        var (titleToText, queryTitleFound) = (0f, 0f);
        foreach (var (at, weight) in context.Terms)
        {
            if (query.Title[at] > 0)
            {
                titleToText += query.Title[at] * weight;
                queryTitleFound += query.Rarity[at];
            }
        }

        var (bigramsFound, bigrams) = (0f, 0f);
        foreach (var id in documents.TitleBigrams[candidate.Document].Ids)
        {
            var rarity = context.Encoder.BigramWeights.Idf[id];
            bigrams += rarity;
            bigramsFound += query.Bigrams.Find(id) >= 0 ? rarity : 0;
        }

        into[0] = titleToTitle;
        into[1] = titleToText;
        into[2] = textToTitle;
        into[3] = Share(found, all);
        into[4] = Share(queryTitleFound, query.TitleIdf);
        into[5] = Share(bigramsFound, bigrams);
        into[7] = sentences.IsEmpty ? 0 : System.Numerics.Tensors.TensorPrimitives.Max<float>(sentences);
        into[6] = Share(into[7], all);
        into[8] = found;
    }

    private static float Share(float part, float whole) => whole > 0 ? part / whole : 0;
}
