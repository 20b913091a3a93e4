using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>Resolves the addresses that feeds state for their items.</summary>
internal static class ItemLink
{
    /// <summary>The address, absolute if that is possible.</summary>
    /// <param name="stated">Absolute, relative, or without its scheme ("blog.example/n/10").</param>
    public static string? Of(string? stated, DocumentFacts facts)
    {
        if (stated?.Trim() is not { Length: > 0 } link)
        {
            return null;
        }

        var start = BaseOf(facts);
        if (HostOf(link) is { } host
            && (host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || IsOf(start, host) || IsOf(facts.Base, host)))
        {
            return $"{start?.Scheme ?? Uri.UriSchemeHttps}://{link}";
        }

        return WebUrl.Parse(link, start)?.OriginalString ?? link;
    }

    // A feed on another host than its site (FeedBurner) writes links relative to the site.
    private static Uri? BaseOf(DocumentFacts facts) =>
        facts.HomePage is { } site && !facts.HasOwnBase && facts.Base?.Host != site.Host ? site : facts.Base;

    // What may be a host before the first slash; null if it is not one, or if a scheme is there.
    private static string? HostOf(string link)
    {
        var end = link.IndexOfAny(['/', '?', '#', ':']);
        var host = end < 0 ? link : link[..end];
        return host.Contains('.', StringComparison.Ordinal) && host[0] != '.' && (end < 0 || link[end] == '/')
            && Uri.CheckHostName(host) == UriHostNameType.Dns ? host : null;
    }

    private static bool IsOf(Uri? site, string host) =>
        site is not null && Bare(site.Host).Equals(Bare(host), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
}
