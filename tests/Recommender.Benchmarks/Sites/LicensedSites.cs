using Recommender.Engine;

namespace Recommender.Benchmarks.Sites;

/// <summary>The permissively licensed sites of the shared corpora, on which a default ranking may be trained.</summary>
internal static class LicensedSites
{
    // The texts of tidyverse may be used only for evaluation.
    private static readonly LicensedSite[] All =
    [
        new("18f", "18F/18f.gsa.gov", "CC0-1.0"),
        new("carpentries", "carpentries/carpentries.org", "CC-BY-4.0"),
        new("digitalgov", "GSA/digitalgov.gov", "public domain"),
        new("golang", "golang/website", "CC-BY-4.0"),
        new("rust", "rust-lang/blog.rust-lang.org", "MIT OR Apache-2.0"),
    ];

    /// <summary>Reads the withheld.jsonl of all sites except <paramref name="without"/>.</summary>
    /// <exception cref="Service.Importing.ImportException">A file is missing or cannot be read.</exception>
    public static async Task<IReadOnlyList<(LicensedSite Site, IReadOnlyList<Document> Documents, IReadOnlyList<string> Hosts)>> ReadAsync(
        string folder, string? without)
    {
        var read = new List<(LicensedSite, IReadOnlyList<Document>, IReadOnlyList<string>)>();
        foreach (var site in All.Where(site => site.Name != without))
        {
            var (documents, hosts) = await SiteFile.ReadAsync(Path.Combine(folder, site.Name, SiteFile.Withheld));
            read.Add((site, documents, hosts));
        }

        return read;
    }
}

/// <summary>A site whose licence permits training.</summary>
/// <param name="Name">Name of its folder.</param>
/// <param name="Source">Repository of its texts.</param>
/// <param name="Licence">Licence of its texts.</param>
internal sealed record LicensedSite(string Name, string Source, string Licence);
