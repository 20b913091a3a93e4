using System.Buffers;

namespace Recommender.Service.Articles;

/// <summary>Normalises the many spellings of a page's URL, so that links and look-ups match.</summary>
public static class UrlKey
{
    private static readonly string[] HostPrefixes = ["www.", "m.", "amp.", "mobile."];
    private static readonly string[] PathSuffixes = ["/", "/amp", "/index.html", "/index.htm", "/index.php", ".html", ".htm", ".amp"];
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/");

    /// <summary>
    /// Host and path without scheme, www./m./amp. prefixes, default port, fragment, trailing slash, .html, index page and AMP suffix;
    /// parameters that select a page (p=, id=) are sorted, those for tracking or mobile views dropped. Equal keys mean the same page.
    /// Null if the text is not an absolute http(s) URL of at most <see cref="WebUrl.Longest"/> characters. Linear in its length.
    /// </summary>
    public static string? Of(string? url)
    {
        var parsed = WebUrl.Parse(url);
        if (parsed is null)
        {
            return null;
        }

        var port = parsed.IsDefaultPort ? "" : $":{parsed.Port}";
        return HostOf(parsed) is not { } host ? null : host + port + PathOf(parsed.AbsolutePath) + QueryOf(parsed.Query);
    }

    // Null if it has letters that no name of a host may have.
    private static string? HostOf(Uri url)
    {
        string host;
        try
        {
            host = url.IdnHost.ToLowerInvariant().TrimEnd('.');
        }
        catch (UriFormatException)
        {
            return null;
        }

        var rest = host.AsSpan();
        // The rest must still be a name with a dot: m.com is a site, not the mobile view of com.
        while (PrefixOf(rest) is > 0 and var length && rest[length..].Contains('.'))
        {
            rest = rest[length..];
        }

        return rest.ToString();
    }

    private static string PathOf(string path)
    {
        if (path.AsSpan().IndexOfAnyExcept(Plain) >= 0)
        {
            path = string.Join('/', path.Split('/').Select(Respell));
        }

        // A span: a path of nothing but suffixes must not be copied for each of them.
        var rest = path.AsSpan();
        while (SuffixOf(rest) is > 0 and var length)
        {
            rest = rest[..^length];
        }

        return rest.ToString();
    }

    // The length of the host's prefix; 0 if it has none.
    private static int PrefixOf(ReadOnlySpan<char> host)
    {
        foreach (var prefix in HostPrefixes)
        {
            if (host.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefix.Length;
            }
        }

        return 0;
    }

    // The length of the path's suffix; 0 if it has none.
    private static int SuffixOf(ReadOnlySpan<char> path)
    {
        foreach (var suffix in PathSuffixes)
        {
            if (path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return suffix.Length;
            }
        }

        return 0;
    }

    private static string QueryOf(string query)
    {
        if (query.Length < 2)
        {
            return "";
        }

        var kept = WebUrl.Parameters(query).Where(p => !WebUrl.IsTracking(p) && !ChoosesView(p))
            .Select(p => string.Join('=', p.Split('=', 2).Select(Respell))).Order(StringComparer.Ordinal);
        var joined = string.Join('&', kept);
        return joined.Length == 0 ? "" : "?" + joined;
    }

    private static bool ChoosesView(string parameter) =>
        parameter is "m=1" or "m=0" or "amp=1" or "amp" or "amp=" or "amp=true" or "outputType=amp" or "view=amp";

    // %7E and ~, %c3 and %C3 are equivalent; one round trip normalises them.
    private static string Respell(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));
}
