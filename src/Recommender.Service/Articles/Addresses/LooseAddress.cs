using System.Buffers;
using System.Globalization;

namespace Recommender.Service.Articles.Addresses;

/// <summary>
/// A coarser form of addresses than <see cref="UrlKey"/>, for those that are not known as they are written. Addresses of one form lead to
/// an article only if it is the only one.
/// </summary>
internal static class LooseAddress
{
    private const string Program = "/index.php/";

    // What programs for chats and mails take for a part of an address, and quotation marks of other languages.
    private const string Punctuation = ".,;:!?)]}>'\"*_ …’”»“‘›、。，」』）\u00a0\u200b\ufeff";

    private static readonly SearchValues<byte> s_differing = SearchValues.Create("?%ABCDEFGHIJKLMNOPQRSTUVWXYZ;"u8);
    private static readonly string[] s_endings = ["/", ".html", ".htm", "/index", ".amp", "/amp"];
    private static readonly string[] s_sessions = ["jsessionid", "phpsessid", "sessionid", "sid", "cid", "s"];

    /// <summary>Whether an address may differ from its loose form. Cheap; bytes of an address as in <see cref="UrlKey"/>.</summary>
    public static bool MayDiffer(ReadOnlySpan<byte> address) =>
        address.ContainsAny(s_differing) || address.IndexOf("//"u8) >= 0 || address.IndexOf("/index"u8) >= 0
        || (!address.IsEmpty && address[^1] is (byte)'.' or (byte)'_');

    /// <summary>
    /// Without case, doubled slashes, <c>index.php</c> before the path, sessions, punctuation at the end, and parameters that do not choose
    /// an article; in composed characters without percent signs. Linear.
    /// </summary>
    /// <param name="address">As in <see cref="UrlKey"/>.</param>
    /// <param name="parameters">Which parameters choose an article.</param>
    /// <param name="strictly">As in <see cref="PageParameters.Of(ReadOnlySpan{char}, string, bool)"/>.</param>
    public static string Of(string address, PageParameters parameters, bool strictly = false)
    {
        var begin = address.IndexOf('?', StringComparison.Ordinal);
        var path = PathOf(begin < 0 ? address : address[..begin], out var more);
        var query = begin < 0 ? more : more.Length == 0 ? address[(begin + 1)..] : $"{address[(begin + 1)..]}&{more}";
        var kept = parameters.Of(path, query, strictly);
        return kept.Length == 0 ? path : $"{path}?{Plain(kept)}";
    }

    private static string PathOf(string path, out string query)
    {
        query = "";
        path = WithoutSessions(Plain(path));
        while (path.Contains("//", StringComparison.Ordinal))
        {
            path = path.Replace("//", "/", StringComparison.Ordinal);
        }

        // "/story&utm_source=x": a parameter that was added without a question mark.
        if (path.LastIndexOf('/') is >= 0 and var last && path.IndexOf('&', last) is > 0 and var mark
            && path.IndexOf('=', mark) > 0 && mark > last + 1)
        {
            (path, query) = (path[..mark], path[(mark + 1)..]);
        }

        if (path.IndexOf('/', StringComparison.Ordinal) is >= 0 and var host
            && path.AsSpan(host).StartsWith(Program, StringComparison.Ordinal))
        {
            path = path.Remove(host, Program.Length - 1);
        }

        return Trimmed(path);
    }

    // A path of signs alone keeps its slash.
    private static string Trimmed(string path)
    {
        var host = path.IndexOf('/', StringComparison.Ordinal);
        var rest = path.AsSpan();
        for (var before = -1; host >= 0 && rest.Length != before && rest.Length > host + 1;)
        {
            before = rest.Length;
            rest = rest.TrimEnd(Punctuation);
            foreach (var ending in s_endings)
            {
                rest = rest.EndsWith(ending, StringComparison.Ordinal) ? rest[..^ending.Length] : rest;
            }
        }

        return rest.Length == path.Length ? path : rest.ToString();
    }

    private static string WithoutSessions(string path)
    {
        for (var at = path.IndexOf(';', StringComparison.Ordinal); at >= 0; at = path.IndexOf(';', at + 1))
        {
            var end = path.AsSpan(at).IndexOf('/') is > 0 and var slash ? at + slash : path.Length;
            var parameter = path.AsSpan(at + 1, end - at - 1);
            var name = parameter.IndexOf('=') is > 0 and var equals ? parameter[..equals] : [];
            if (!name.IsEmpty && Array.Exists(s_sessions, name.ToString().Equals))
            {
                return path.Remove(at, end - at);
            }
        }

        return path;
    }

    private static string Plain(string text)
    {
        if (text.Contains('%', StringComparison.Ordinal))
        {
            text = Uri.UnescapeDataString(text);
            text = text.AsSpan().ContainsAnyInRange('\u0300', '\u036f') || text.Any(IsMark) ? Composed(text) : text;
        }

        return text.ToLowerInvariant();
    }

    // Composition is slow; most texts have no mark that composes.
    private static bool IsMark(char c) => c >= '\u0300'
        && (c is >= '\u1161' and <= '\u11c2' || char.GetUnicodeCategory(c) is
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static string Composed(string text)
    {
        // What was not UTF-8 stays as it is.
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                return text;
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return ComposedText.Of(text);
    }
}
