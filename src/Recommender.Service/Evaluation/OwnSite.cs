using Recommender.Service.Articles;
using Recommender.Service.Models;

namespace Recommender.Service.Evaluation;

/// <summary>
/// Detects whether a default ranking is evaluated on a site it was trained on, where its figures say nothing about other sites.
/// </summary>
internal static class OwnSite
{
    /// <param name="folder">Folder of the default ranking.</param>
    /// <param name="articles">The articles of the evaluation.</param>
    /// <returns>A warning, or null.</returns>
    public static string? Warning(string folder, IReadOnlyList<Article> articles)
    {
        if (Sites(folder) is not { Count: > 0 } sites)
        {
            return $"{folder} has no {DefaultManifest.FileName}, "
                + "so the sites its ranking was trained on are unknown and may include this one";
        }

        var hosts = articles.GroupBy(article => HostOf(article.Url))
            .Where(host => host.Key is not null).ToDictionary(host => host.Key!, host => host.Count());
        var own = sites
            // The file may be hand-written: parts may be missing.
            .Select(site =>
                (site.Name, Articles: (site.Hosts ?? []).Select(WithoutWww).Distinct().Sum(host => hosts.GetValueOrDefault(host))))
            .Where(site => site.Articles > 0).ToList();
        return own.Count == 0 ? null
            : $"the default ranking was trained on {string.Join(" and ", own.Select(site => $"'{site.Name}'"))}, "
                + $"which published {own.Sum(site => site.Articles)} of these "
                + $"{articles.Count} articles: its figures here say nothing about other sites; choose another ranking with --default-model";
    }

    private static IReadOnlyList<DefaultManifest.LearnedSite>? Sites(string folder)
    {
        try
        {
            return DefaultManifest.Read(folder).Sites;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string? HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? WithoutWww(parsed.Host) : null;

    private static string WithoutWww(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.StartsWith("www.", StringComparison.Ordinal) ? lower[4..] : lower;
    }
}
