using System.CommandLine;
using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Commands;

/// <summary>Helpers of commands that show blocks.</summary>
internal static class SiteOnLine
{
    /// <summary><c>--limit</c>: number of articles in a block.</summary>
    public static Option<int?> Limit()
    {
        var option = new Option<int?>("--limit") { Description = $"Number of articles, 1 to {BlockOptions.MaxLimit} [default: 5]",
            HelpName = "N" };
        option.Validators.Add(result =>
        {
            // A value that is not a number already has an error.
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
        new("--fallback") { Description = "Fill up the block: with the newest articles, unless Recommender:Block:Fallback is set" };

    /// <summary>The site as a server would serve it now.</summary>
    /// <exception cref="CommandFailedException">There is no such site.</exception>
    public static async Task<SiteSnapshot> SnapshotAsync(this IHost host, string site, CancellationToken cancel)
    {
        await host.Services.GetRequiredService<SnapshotLoader>().RefreshAsync(site, cancel);
        return host.Services.GetRequiredService<SiteSnapshots>().Find(site)
            ?? throw new CommandFailedException($"there is no site '{site}'; import its articles first: recommender import SOURCE --site "
                + $"{site}");
    }

    /// <summary>The error for a site without a model.</summary>
    public static CommandFailedException NoModel(SiteSnapshot snapshot) =>
        new(snapshot.Warning ?? $"site '{snapshot.Site}' has no model yet; run: recommender train --site {snapshot.Site}");
}
