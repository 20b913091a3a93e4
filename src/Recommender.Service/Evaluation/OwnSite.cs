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
        if (Sites(folder) is not { Count: > 0 } sites)
        {
            return $"{folder} has no {DefaultManifest.FileName} that tells what its ranking was learned from: it may be this site";
        }

        var hosts = articles.GroupBy(article => HostOf(article.Url)).Where(host => host.Key is not null).ToDictionary(host => host.Key!, host => host.Count());
        var own = sites
            // Somebody else may have written it: parts may be missing.
            .Select(site => (site.Name, Articles: (site.Hosts ?? []).Select(WithoutWww).Distinct().Sum(host => hosts.GetValueOrDefault(host))))
            .Where(site => site.Articles > 0).ToList();
        return own.Count == 0 ? null
            : $"the default ranking was learned from {string.Join(" and ", own.Select(site => $"'{site.Name}'"))}, where {own.Sum(site => site.Articles)} of these "
                + $"{articles.Count} articles are from: its figures here say nothing of other sites; choose another with --default-model";
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
