namespace Recommender.Service.Articles.Addresses;

/// <summary>Other hosts that show a site's page: for small screens and printers, caches of AMP pages, and translations.</summary>
internal static class ForeignViews
{
    private const string Amp = ".cdn.ampproject.org";
    private const string Translation = ".translate.goog";
    private const string Viewer = "/amp/s/";
    private static readonly string[] s_ownHosts = ["touch.", "wap.", "mobil.", "print.", "3g."];

    /// <summary>The address of the page that is shown, as in <see cref="UrlKey"/>; null for another address.</summary>
    public static string? Of(string address)
    {
        var (host, path) = AddressMoves.Split(address);
        if (host.EndsWith(Amp, StringComparison.Ordinal))
        {
            // "/c/s/host/path": the kind of content, s for https.
            var from = path.Length > 3 && path[0] == '/' && path[2] == '/' ? path[3..] : "";
            return UrlKey.Of("https://" + (from.StartsWith("s/", StringComparison.Ordinal) ? from[2..] : from));
        }

        if (host.StartsWith("google.", StringComparison.Ordinal) && path.StartsWith(Viewer, StringComparison.Ordinal))
        {
            return UrlKey.Of("https://" + path[Viewer.Length..]);
        }

        if (Array.Find(s_ownHosts, beginning => host.StartsWith(beginning, StringComparison.Ordinal)) is { } own)
        {
            return address[own.Length..];
        }

        // "a-b--c.translate.goog" is a.b-c.
        return host.EndsWith(Translation, StringComparison.Ordinal)
            ? UrlKey.Of("https://" + host[..^Translation.Length].Replace("--", "\n", StringComparison.Ordinal)
                .Replace('-', '.').Replace('\n', '-') + path)
            : null;
    }
}
