using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Folders;

/// <summary>Makes addresses of names, exactly as Jekyll does.</summary>
internal static partial class JekyllPaths
{
    /// <summary>Letters, digits and marks stay, and everything between them becomes one hyphen; in lower case.</summary>
    public static string Slug(string text) => Trimmed(Default().Replace(text, "-")).ToLowerInvariant();

    /// <summary>As <see cref="Slug"/>, but signs that an address may hold stay, and so do capitals.</summary>
    public static string Pretty(string text) => Trimmed(Kept().Replace(text, "-"));

    private static string Trimmed(string slug)
    {
        var start = slug.StartsWith('-') ? 1 : 0;
        var end = slug.Length > start && slug.EndsWith('-') ? 1 : 0;
        return slug[start..^end];
    }

    [GeneratedRegex(@"[^\p{M}\p{L}\p{Nd}]+")]
    private static partial Regex Default();

    [GeneratedRegex(@"[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+")]
    private static partial Regex Kept();
}
