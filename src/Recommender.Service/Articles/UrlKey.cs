using System.Buffers;

namespace Recommender.Service.Articles;

/// <summary>One spelling for the many that a page's URL has, so that links and look-ups find it.</summary>
public static class UrlKey
{
    private static readonly string[] HostPrefixes = ["www.", "m.", "amp.", "mobile."];
    private static readonly string[] PathSuffixes = ["/", "/amp", "/index.html", "/index.htm", "/index.php", ".html", ".htm", ".amp"];
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/");

    /// <summary>
    /// Host and path without scheme, www./m./amp. prefixes, default port, fragment, trailing slash, .html, index page and AMP suffix;
    /// parameters that choose a page (p=, id=) sorted, those that track or choose a mobile view dropped. Equal keys mean the same page.
    /// Null for what is no absolute http(s) URL.
    /// </summary>
    public static string? Of(string? url)
    {
        var parsed = WebUrl.Parse(url);
        if (parsed is null)
        {
            return null;
        }

        var port = parsed.IsDefaultPort ? "" : $":{parsed.Port}";
        return HostOf(parsed) + port + PathOf(parsed.AbsolutePath) + QueryOf(parsed.Query);
    }

    private static string HostOf(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant().TrimEnd('.');
        // The rest must still be a name with a dot: m.com is a site, not the mobile view of com.
        while (HostPrefixes.FirstOrDefault(p => host.StartsWith(p, StringComparison.Ordinal) && host.IndexOf('.', p.Length) > 0)
            is { } prefix)
        {
            host = host[prefix.Length..];
        }

        return host;
    }

    private static string PathOf(string path)
    {
        if (path.AsSpan().IndexOfAnyExcept(Plain) >= 0)
        {
            path = string.Join('/', path.Split('/').Select(Respell));
        }

        while (PathSuffixes.FirstOrDefault(s => path.EndsWith(s, StringComparison.OrdinalIgnoreCase)) is { } suffix)
        {
            path = path[..^suffix.Length];
        }

        return path;
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

    // %7E and ~, %c3 and %C3 are the same; one round trip gives them one form.
    private static string Respell(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));
}
