using System.Globalization;

namespace Recommender.Service.Articles.Addresses;

/// <summary>
/// The address of the article that an address may be a part or another view of: a page of comments, page 2, a feed, AMP, print.
/// </summary>
internal static class PageParts
{
    private const int Most = 8;
    private const int LongestNumber = 3;

    private static readonly HashSet<string> s_last = new(StringComparer.Ordinal)
    {
        "feed", "rss", "rss2", "rdf", "atom", "trackback", "embed", "oembed", "amp", "ampamp", "print", "printable", "print-view",
        "printpage", "comments", "comment-page", "mobile", "m", "viewall", "singlepage",
    };

    private static readonly HashSet<string> s_first = new(StringComparer.Ordinal) { "amp", "m", "mobile", "mobil", "print", "printable" };
    private static readonly HashSet<string> s_numbered = new(StringComparer.Ordinal) { "page", "pages", "pagina", "seite", "p", "amp" };
    private static readonly string[] s_beginnings = ["comment-page-", "comments-page-", "page-", "page", "pagina-", "seite-", "p"];
    private static readonly string[] s_endings = [".print", "_print", ".amp", "_amp", ".feed", ".rss"];

    /// <summary>What the address may be a part of, nearest first; few.</summary>
    /// <param name="address">A loose address.</param>
    /// <param name="isNumbered">Whether articles are numbered below an address: "/news/2" is not page 2 of "/news" then.</param>
    public static IEnumerable<string> Of(string address, Func<string, bool> isNumbered)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { address };
        var waiting = new Queue<string>([address]);
        while (found.Count <= Most && waiting.TryDequeue(out var part))
        {
            foreach (var whole in Once(part, isNumbered).OfType<string>().Where(found.Add))
            {
                yield return whole;
                waiting.Enqueue(whole);
            }
        }
    }

    private static IEnumerable<string?> Once(string address, Func<string, bool> isNumbered)
    {
        var end = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? query : address.Length;
        var (path, rest) = (address[..end], address[end..]);
        var host = path.IndexOf('/', StringComparison.Ordinal);
        if (host >= 0)
        {
            yield return WithoutLast(path, host, isNumbered) is { } shorter ? shorter + rest : null;
            var first = path.IndexOf('/', host + 1);
            if (first > 0 && s_first.Contains(path[(host + 1)..first]))
            {
                yield return path[..host] + path[first..] + rest;
            }

            foreach (var ending in s_endings)
            {
                if (path.EndsWith(ending, StringComparison.Ordinal) && path.Length - ending.Length > host + 1)
                {
                    yield return path[..^ending.Length] + rest;
                }
            }
        }
    }

    private static string? WithoutLast(string path, int host, Func<string, bool> isNumbered)
    {
        var last = path.LastIndexOf('/');
        var before = last > host ? path[..last] : null;
        if (before is null)
        {
            return null;
        }

        var name = path.AsSpan(last + 1);
        if (s_last.Contains(name.ToString()))
        {
            return before;
        }

        if (IsNumber(name))
        {
            // "/story/page/2" is a page for certain, "/story/2" only if the site has no articles of such addresses.
            return before.LastIndexOf('/') is var word && word > host && s_numbered.Contains(before[(word + 1)..]) ? before[..word]
                : isNumbered(before) ? null : before;
        }

        foreach (var beginning in s_beginnings)
        {
            if (name.StartsWith(beginning, StringComparison.Ordinal) && IsNumber(name[beginning.Length..]))
            {
                return before;
            }
        }

        return null;
    }

    internal static bool IsNumber(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LongestNumber && text[0] != '0'
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
