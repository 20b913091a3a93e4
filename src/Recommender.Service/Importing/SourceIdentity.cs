using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>Identifies a source across imports: the address or path written by the operator, in a normalised spelling.</summary>
internal static class SourceIdentity
{
    /// <summary>The identity of a source, independent of redirects and of the links of a home page.</summary>
    /// <param name="source">A URL, a file, a folder, or "-" for standard input.</param>
    /// <returns>Host, path and query of a URL; the full path of a file or folder; "-".</returns>
    public static string Of(string source) =>
        UrlKey.Of(source) ?? (IsPath(source) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)) : source);

    // A source that cannot be a path is reported as missing when it is read.
    private static bool IsPath(string source) =>
        source.Length > 0 && source != LocalSources.StandardInput && !source.Contains('\0', StringComparison.Ordinal);
}
