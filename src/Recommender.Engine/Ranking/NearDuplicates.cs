using System.Numerics.Tensors;
using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Ranking;

/// <summary>Decides whether two documents are the same story published twice.</summary>
internal static class NearDuplicates
{
    // An update or second posting follows within days. Text that recurs every year in nearly the same words is news each time.
    private const int Days = 14;
    private const float MinOfLimit = 0.85f;

    /// <summary>
    /// True from the configured limit on (cosine of terms). Within two weeks of each other 85 % of it is enough if most pairs of
    /// neighbouring words also agree.
    /// </summary>
    public static bool Are(in HybridParts parts, int day, int other, RankingOptions options) =>
        parts.Terms >= options.NearDuplicate
        || (parts.Terms >= options.NearDuplicate * MinOfLimit && parts.Bigrams >= options.NearDuplicate * MinOfLimit
            && day != EncodedDocuments.Undated && other != EncodedDocuments.Undated && Math.Abs(day - other) <= Days);

    /// <summary>
    /// The same check for a document that the encoder was not fitted on. Words previously unique to one document do not count towards the
    /// norm of its vector, so a new document that shares them can have a product far above 1.
    /// </summary>
    public static bool Are(EncodedDocuments documents, int document, in Scored candidate, RankingOptions options)
    {
        var lengths =
            TensorPrimitives.Norm(documents.Terms[document].Weights) * TensorPrimitives.Norm(documents.Terms[candidate.Document].Weights);
        return Are(
            candidate.Parts with { Terms = candidate.Parts.Terms / Math.Max(1, lengths) },
            documents.Days[document], documents.Days[candidate.Document], options);
    }
}
