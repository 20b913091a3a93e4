using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>Who may read an article, in the words that sources use for it.</summary>
internal static class StatedAccess
{
    // Our own words, those of Ghost ("visibility") and of Facebook's article:content_tier, and common ones.
    private static readonly Dictionary<string, ArticleAccess> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["open"] = ArticleAccess.Open, ["public"] = ArticleAccess.Open, ["free"] = ArticleAccess.Open,
        ["paywalled"] = ArticleAccess.Paywalled, ["paywall"] = ArticleAccess.Paywalled, ["members"] = ArticleAccess.Paywalled,
        ["member"] = ArticleAccess.Paywalled, ["paid"] = ArticleAccess.Paywalled, ["tiers"] = ArticleAccess.Paywalled,
        ["subscribers"] = ArticleAccess.Paywalled, ["subscription"] = ArticleAccess.Paywalled, ["premium"] = ArticleAccess.Paywalled,
        ["locked"] = ArticleAccess.Paywalled, ["metered"] = ArticleAccess.Paywalled, ["registration"] = ArticleAccess.Paywalled,
        ["restricted"] = ArticleAccess.Paywalled, ["hidden"] = ArticleAccess.Hidden, ["private"] = ArticleAccess.Hidden,
    };

    /// <returns>Null for an unknown word.</returns>
    public static ArticleAccess? OfWord(string? word) =>
        word is not null && Words.TryGetValue(word.Trim(), out var access) ? access : null;

    /// <param name="free">The value of schema.org's <c>isAccessibleForFree</c>: a truth value, or its address.</param>
    /// <returns>Null if it is neither true nor false.</returns>
    public static ArticleAccess? OfFree(string? free) => free?.Trim() switch
    {
        null => null,
        var word when word.EndsWith("true", StringComparison.OrdinalIgnoreCase) || word is "1" => ArticleAccess.Open,
        var word when word.EndsWith("false", StringComparison.OrdinalIgnoreCase) || word is "0" => ArticleAccess.Paywalled,
        _ => null,
    };
}
