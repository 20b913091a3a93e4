using Recommender.Service.Articles;
using Recommender.Service.Models;

namespace Recommender.Service.Evaluation;

/// <summary>Whether a default ranking is judged on a site that it was learned from: then its figure there says nothing of other sites.</summary>
internal static class OwnSite
{
    /// <param name="folder">Of the default ranking.</param>
    /// <param name="articles">What is judged.</param>
    /// <returns>A warning, or null where there is nothing to warn of.</returns>
    public static string? Warning(string folder, IReadOnlyList<Article> articles)
    {
        DefaultManifest manifest;
        try
        {
            manifest = DefaultManifest.Read(folder);
        }
        catch (InvalidDataException)
        {
            return $"{folder} has no {DefaultManifest.FileName} that tells what its ranking was learned from: it may be this site";
        }

        var hosts = articles.GroupBy(article => HostOf(article.Url)).Where(host => host.Key is not null).ToDictionary(host => host.Key!, host => host.Count());
        // A manifest is written by whoever made the ranking: parts may be missing.
        var own = (manifest.Sites ?? [])
            .Select(site => (site.Name, Articles: (site.Hosts ?? []).Select(WithoutWww).Distinct().Sum(host => hosts.GetValueOrDefault(host))))
            .Where(site => site.Articles > 0).ToList();
        return own.Count == 0 ? null
            : $"the default ranking was learned from {string.Join(" and ", own.Select(site => $"'{site.Name}'"))}, where {own.Sum(site => site.Articles)} of these "
                + $"{articles.Count} articles are from: what 'default' and 'served' reach here says nothing of other sites; see --default-model";
    }

    private static string? HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? WithoutWww(parsed.Host) : null;

    private static string WithoutWww(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.StartsWith("www.", StringComparison.Ordinal) ? lower[4..] : lower;
    }
}
