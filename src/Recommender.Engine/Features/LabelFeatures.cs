using Recommender.Engine.Candidates;

namespace Recommender.Engine.Features;

/// <summary>Shared tags, section and author; tags are weighted by rarity. Missing labels are distinguished from different ones.</summary>
internal sealed class LabelFeatures : IFeatureFamily
{
    public string[] Names { get; } = ["tags", "rarest shared tag", "same section", "same author"];

    public void Begin(PairContext context, ReadOnlySpan<Scored> candidates)
    {
    }

    public void Write(PairContext context, in Scored candidate, Span<float> into)
    {
        var (query, row, documents) = (context.Query.Documents, context.Query.Row, context.Documents);
        var own = query.Tags[row];
        var other = documents.Tags[candidate.Document];
        var (cosine, rarest) = (0f, 0f);
        for (int i = 0, j = 0; i < own.Ids.Length && j < other.Ids.Length;)
        {
            if (own.Ids[i] == other.Ids[j])
            {
                cosine += own.Weights[i] * other.Weights[j];
                rarest = Math.Max(rarest, context.Encoder.TagWeights.Idf[own.Ids[i]]);
                i++;
                j++;
            }
            else if (own.Ids[i] < other.Ids[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        var known = own.Ids.Length > 0 && other.Ids.Length > 0;
        into[0] = known ? cosine : Missing;
        into[1] = known ? rarest : Missing;
        into[2] = Same(query.Sections[row], documents.Sections[candidate.Document]);
        into[3] = Same(query.Authors[row], documents.Authors[candidate.Document]);
    }

    /// <summary>The value if one of the two has no such label.</summary>
    public const float Missing = -1;

    private static float Same(int a, int b) => a < 0 || b < 0 ? Missing : a == b ? 1 : 0;
}
