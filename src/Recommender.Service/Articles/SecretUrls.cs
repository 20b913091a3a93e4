using System.Text.RegularExpressions;

namespace Recommender.Service.Articles;

/// <summary>Hides what addresses hold of secrets: user names and passwords, and parameters such as <c>key</c> and <c>token</c>.</summary>
internal static partial class SecretUrls
{
    /// <summary>A text for logs, reports and answers.</summary>
    /// <returns>The text with <c>https://user:word@host/?key=abc</c> as <c>https://host/?key=…</c>.</returns>
    public static string Hide(string text) => text.Contains("://", StringComparison.Ordinal)
        ? Parameter().Replace(UserInfo().Replace(text, ""), "…")
        : text;

    // A password may hold a slash, which an address may not: then it is not an address, and an error shows it. Digits are a port.
    [GeneratedRegex(
        @"(?<=\bhttps?://)(?:[^\s/?#@:]{0,500}:(?!\d{0,5}(?:[/?#]|\s|$))[^\s@]{0,500}(?:@[^\s@/?#]{0,500})*?@(?=[\w\[])|[^\s/?#]{0,500}@)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"(?<=[?&;](?:(?:api|access|auth|client|secret)?[_-]?(?:key|token|secret)|auth|passw(?:or)?d|pwd|pass|sig|signature)=)"
        + @"[^&;\s#""'<>]+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();
}
