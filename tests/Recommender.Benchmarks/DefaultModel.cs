using Recommender.Engine;
using Recommender.Service.Models;

namespace Recommender.Benchmarks;

/// <summary>Makes models/default: the ranking learned from the links of the permissively licensed sites of the shared corpora.</summary>
internal static class DefaultModel
{
    // tidyverse's texts may be used to evaluate only.
    private static readonly (string Name, string Source, string Licence)[] Sites =
    [
        ("18f", "18F/18f.gsa.gov", "CC0-1.0"),
        ("carpentries", "carpentries/carpentries.org", "CC-BY-4.0"),
        ("digitalgov", "GSA/digitalgov.gov", "public domain"),
        ("golang", "golang/website", "CC-BY-4.0"),
        ("rust", "rust-lang/blog.rust-lang.org", "MIT OR Apache-2.0"),
    ];

    public static async Task<int> MakeAsync(string[] arguments)
    {
        if (arguments is not ([_, _] or [_, _, "--without", _]))
        {
            Console.Error.WriteLine("usage: default-model SITES OUT [--without SITE]");
            return 2;
        }

        var (folder, output, without) = (arguments[0], arguments[1], arguments.Length == 4 ? arguments[3] : null);
        var sites = Sites.Where(site => site.Name != without).ToList();
        var read = new List<(IReadOnlyList<Document> Documents, IReadOnlyList<string> Hosts)>();
        foreach (var site in sites)
        {
            read.Add(await SiteFile.ReadAsync(Path.Combine(folder, site.Name, "withheld.jsonl")));
        }

        var options = new RankingOptions();
        var (ranking, queries) = DefaultRanking.Train([.. read.Select(r => r.Documents)], options);
        Directory.CreateDirectory(output);
        ranking.Save(output);
        var manifest = new DefaultManifest(
            options.Seed, [.. sites.Select((site, i) => new DefaultManifest.LearnedSite(site.Name, site.Source, site.Licence, read[i].Hosts, queries[i]))]);
        await File.WriteAllTextAsync(Path.Combine(output, DefaultManifest.FileName), manifest.ToJson());
        Console.WriteLine($"learned from {queries.Sum()} queries of {sites.Count} sites: {output}");
        return 0;
    }
}
