namespace Recommender.Service.Importing.Crawling;

/// <summary>Whether two addresses belong to one site.</summary>
internal static class SameSite
{
    /// <summary>The same host and port, "www." or not, or one host below the other.</summary>
    public static bool Are(Uri one, Uri other)
    {
        var (a, b) = (Host(one), Host(other));
        return one.Port == other.Port || (one.IsDefaultPort && other.IsDefaultPort)
            ? a == b || (a.Contains('.', StringComparison.Ordinal) && b.EndsWith("." + a, StringComparison.Ordinal))
                || (b.Contains('.', StringComparison.Ordinal) && a.EndsWith("." + b, StringComparison.Ordinal))
            : false;
    }

    private static string Host(Uri url) => url.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
        ? url.IdnHost[4..].ToLowerInvariant() : url.IdnHost.ToLowerInvariant();
}
