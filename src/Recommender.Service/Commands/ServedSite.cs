using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Commands;

/// <summary>A site as a server would serve it now, and what to do if it cannot be served.</summary>
internal static class ServedSite
{
    /// <exception cref="CommandFailedException">The site does not exist.</exception>
    public static async Task<SiteSnapshot> LoadAsync(IServiceProvider services, string site, CancellationToken cancel)
    {
        await services.GetRequiredService<SnapshotLoader>().RefreshAsync(site, cancel);
        return services.GetRequiredService<SiteSnapshots>().Find(site) ?? throw NotFound(site);
    }

    public static CommandFailedException NotFound(string site) =>
        new($"there is no site '{site}'; import its articles first: recommender import SOURCE --site {site}");

    public static CommandFailedException NoModel(SiteSnapshot snapshot) =>
        new(snapshot.Warning ?? $"site '{snapshot.Site}' has no model yet; run: recommender train --site {snapshot.Site}");
}
