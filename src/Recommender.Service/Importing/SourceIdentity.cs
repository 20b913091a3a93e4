using Recommender.Service.Articles;

namespace Recommender.Service.Importing;

/// <summary>What makes a source the same one at each look: the address or path that the operator wrote, in one spelling.</summary>
internal static class SourceIdentity
{
    /// <summary>The identity of a source, wherever redirects and links of a home page lead from it.</summary>
    /// <param name="source">A URL, a file, a folder, or "-" for standard input.</param>
    /// <returns>Host, path and query of a URL; the full path of a file or folder; "-".</returns>
    public static string Of(string source) =>
        UrlKey.Of(source) ?? (IsPath(source) ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)) : source);

    // What cannot be a path is named as missing when it is read.
    private static bool IsPath(string source) =>
        source.Length > 0 && source != LocalSources.StandardInput && !source.Contains('\0', StringComparison.Ordinal);
}
