using System.CommandLine;
using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Commands;

/// <summary>What verbs that show blocks have in common.</summary>
internal static class SiteOnLine
{
    /// <summary><c>--limit</c>: how many articles a block has.</summary>
    public static Option<int?> Limit()
    {
        var option = new Option<int?>("--limit")
            { Description = $"Number of articles, 1 to {BlockOptions.MaxLimit} [default: 5]", HelpName = "N" };
        option.Validators.Add(result =>
        {
            // What is no number at all has its error already.
            if (result is { Tokens: [{ Value: var given }] }
                && int.TryParse(given, CultureInfo.InvariantCulture, out var limit) && limit is (< 1 or > BlockOptions.MaxLimit))
            {
                result.AddError($"--limit must be from 1 to {BlockOptions.MaxLimit}.");
            }
        });
        return option;
    }

    /// <summary><c>--fallback</c></summary>
    public static Option<bool> Fallback() =>
        new("--fallback") { Description = "Fill up, with the newest articles unless Recommender:Block:Fallback says otherwise" };

    /// <summary>The site as a server would serve it now.</summary>
    /// <exception cref="CommandFailedException">There is no such site.</exception>
    public static async Task<SiteSnapshot> SnapshotAsync(this IHost host, string site, CancellationToken cancel)
    {
        await host.Services.GetRequiredService<SnapshotLoader>().RefreshAsync(site, cancel);
        return host.Services.GetRequiredService<SiteSnapshots>().Find(site)
            ?? throw new CommandFailedException(
                $"there is no site '{site}'; import its articles first: recommender import SOURCE --site {site}");
    }

    /// <summary>What to say where a site has no model.</summary>
    public static CommandFailedException NoModel(SiteSnapshot snapshot) =>
        new(snapshot.Warning ?? $"site '{snapshot.Site}' has no model yet; run: recommender train --site {snapshot.Site}");
}
