using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Formats;

/// <summary>Posts of WordPress that readers see only with a password.</summary>
internal static partial class ProtectedPost
{
    /// <summary>Why such a post is left out.</summary>
    public const string Reason = "is protected by a password";

    /// <summary>
    /// The form of such a page that asks for the password, as a CSS selector. Its words are translated, its address is not.
    /// </summary>
    public const string Form = "form[action*='action=postpass']";

    /// <summary>
    /// The item, left out where its body is nothing but the form that asks for the password: feeds say no more of such posts.
    /// </summary>
    public static RawItem LeaveOut(RawItem item) =>
        item.SkipReason is null && item.Html is { } html && html.Contains("action=postpass", StringComparison.Ordinal)
            && FormTag().IsMatch(html)
            ? item.NotPublic(Reason) : item;

    [GeneratedRegex("<form\\b[^>]*\\baction=[^>]*[?&;]action=postpass", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex FormTag();
}
