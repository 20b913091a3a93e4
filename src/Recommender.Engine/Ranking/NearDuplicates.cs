using System.Numerics.Tensors;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Ranking;

/// <summary>When two documents are one story posted twice.</summary>
internal static class NearDuplicates
{
    // An update or a second posting follows within days. What comes back every year in nearly the same words is news each time.
    private const int Days = 14;
    private const float MinOfLimit = 0.85f;

    /// <summary>
    /// True from the limit of the options on (cosine of terms); within two weeks of each other already from 85 % of it, where most pairs of
    /// neighbouring words agree as well.
    /// </summary>
    public static bool Are(in HybridParts parts, int day, int other, RankingOptions options) =>
        parts.Terms >= options.NearDuplicate
        || (parts.Terms >= options.NearDuplicate * MinOfLimit && parts.Bigrams >= options.NearDuplicate * MinOfLimit
            && day != EncodedDocuments.Undated && other != EncodedDocuments.Undated && Math.Abs(day - other) <= Days);

    /// <summary>
    /// The same of a document that the encoder was not fitted on. A word that only one document had is not part of its vector's unit length;
    /// a new document may share it, and the product be far above 1.
    /// </summary>
    public static bool Are(EncodedDocuments documents, int document, in Scored candidate, RankingOptions options)
    {
        var lengths = TensorPrimitives.Norm(documents.Terms[document].Weights) * TensorPrimitives.Norm(documents.Terms[candidate.Document].Weights);
        return Are(
            candidate.Parts with { Terms = candidate.Parts.Terms / Math.Max(1, lengths) }, documents.Days[document], documents.Days[candidate.Document], options);
    }
}
