using System.ComponentModel;
using Recommender.Engine.Explaining;

namespace Recommender.Service.Related.Explaining;

/// <summary>The components of the unlearned similarity.</summary>
public sealed record Likeness(
    [property: Description("Cosine of the words.")] double Words,
    [property: Description("Cosine of the pairs of neighbouring words.")] double WordPairs,
    [property: Description("Cosine of the capitalised phrases.")] double Names,
    [property: Description("Cosine of the embeddings learned from the site's texts.")] double Subject,
    [property: Description("Closeness in time, 1 for one day, falling towards 0.")] double Time)
{
    public static Likeness Of(in PairSimilarity similarity) => new(
        Math.Round(similarity.Terms, 4), Math.Round(similarity.Bigrams, 4),
        Math.Round(similarity.Names, 4), Math.Round(similarity.Embedding, 4),
        Math.Round(similarity.Time, 4));
}
