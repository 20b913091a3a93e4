namespace Recommender.Service.Articles;

/// <summary>Cleans URLs for storing: absolute, http(s), without fragment and tracking parameters.</summary>
public static class WebUrl
{
    /// <summary>Maximum number of characters of a URL; a longer one counts as none. Servers and browsers refuse longer ones, too.</summary>
    public const int Longest = 4096;

    private static readonly HashSet<string> Tracking = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src", "ref_url",
        "cmpid", "cmp", "icid", "ncid", "smid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "spm", "xtor", "at_medium", "at_campaign",
        "showcomment", "spref",
    };

    /// <summary>The URL as stored; null if it is not an http(s) URL (javascript:, data:, mailto:, relative without a base).</summary>
    /// <param name="url">Absolute, or relative to <paramref name="baseUrl"/>.</param>
    /// <param name="baseUrl">Absolute; null if unknown.</param>
    public static string? Clean(string? url, Uri? baseUrl = null)
    {
        var parsed = Parse(url, baseUrl);
        if (parsed is null)
        {
            return null;
        }

        if (parsed.Query.Length == 0 && parsed.Fragment.Length == 0)
        {
            return parsed.AbsoluteUri;
        }

        var query = string.Join('&', Parameters(parsed.Query).Where(parameter => !IsTracking(parameter)));
        var port = parsed.IsDefaultPort ? "" : $":{parsed.Port}";
        return $"{parsed.Scheme}://{parsed.Host}{port}{parsed.AbsolutePath}{(query.Length == 0 ? "" : "?" + query)}";
    }

    /// <summary>
    /// The absolute http(s) URL, without user name and password, which are never sent; null for anything else, and if the text is longer
    /// than <see cref="Longest"/>.
    /// </summary>
    public static Uri? Parse(string? url, Uri? baseUrl = null)
    {
        url = url?.Trim();
        // On Unix, Uri parses a leading '/' as an absolute file URL, which is a relative URL here.
        if (string.IsNullOrEmpty(url) || url.Length > Longest || (baseUrl is null && url[0] == '/'))
        {
            return null;
        }

        Uri? parsed;
        if (baseUrl is null ? !Uri.TryCreate(url, UriKind.Absolute, out parsed) : !TryResolve(baseUrl, url, out parsed))
        {
            return null;
        }

        return (parsed!.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps) && parsed.Host.Length > 0
            ? parsed.UserInfo.Length == 0 ? parsed : new UriBuilder(parsed) { UserName = "", Password = "" }.Uri
            : null;
    }

    /// <summary>The parameters of a query string that starts with '?', in their original order and spelling.</summary>
    internal static IEnumerable<string> Parameters(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    internal static bool IsTracking(string parameter)
    {
        var name = NameOf(parameter);
        return name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || Tracking.Contains(name);
    }

    internal static string NameOf(string parameter) => parameter.Split('=', 2)[0];

    private static bool TryResolve(Uri baseUrl, string url, out Uri? parsed)
    {
        // Uri parses "//host/path" and "/path" as files if they stand alone; only a URL with its own scheme ignores the base.
        if (url[0] != '/' && Uri.TryCreate(url, UriKind.Absolute, out parsed))
        {
            return true;
        }

        return Uri.TryCreate(baseUrl, url, out parsed);
    }
}
