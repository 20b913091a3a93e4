using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Formats;

/// <summary>Recognises WordPress posts that are visible only with a password.</summary>
internal static partial class ProtectedPost
{
    /// <summary>The reason for skipping such a post.</summary>
    public const string Reason = "is protected by a password";

    /// <summary>CSS selector of the password form on such a page. Its words are translated, its address is not.</summary>
    public const string Form = "form[action*='action=postpass']";

    /// <summary>Skips the item if its body has the password form, which is all that feeds contain of such posts.</summary>
    public static RawItem LeaveOut(RawItem item) =>
        item.SkipReason is null && item.Html is { } html && html.Contains("action=postpass", StringComparison.Ordinal)
            && FormTag().IsMatch(html) ? item.NotPublic(Reason) : item;

    [GeneratedRegex("<form\\b[^>]*\\baction=[^>]*[?&;]action=postpass", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex FormTag();
}
