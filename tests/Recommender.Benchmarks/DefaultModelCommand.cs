using System.CommandLine;
using Recommender.Benchmarks.Sites;
using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Models;

namespace Recommender.Benchmarks;

/// <summary><c>default-model</c>: builds models/default.</summary>
internal sealed class DefaultModelCommand : Command
{
    private readonly Argument<string> _sites = new("SITES") { Description = "Folder with one subfolder per site" };
    private readonly Argument<string> _output = new("OUT") { Description = "Folder to write the ranking to" };
    private readonly Option<string?> _without = new("--without") { Description = "Exclude this site", HelpName = "SITE" };

    public DefaultModelCommand() : base("default-model", "Train the default ranking on the links in the sites' withheld.jsonl.")
    {
        Arguments.Add(_sites);
        Arguments.Add(_output);
        Options.Add(_without);
        SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(_sites), parsed.GetRequiredValue(_output), parsed.GetValue(_without), cancel));
    }

    private static async Task<int> RunAsync(string folder, string output, string? without, CancellationToken cancel)
    {
        var options = new RankingOptions();
        var sites = await LicensedSites.ReadAsync(folder, without);
        var (ranking, queries) = DefaultRanking.Train([.. sites.Select(s => s.Documents)], options, cancel);
        Directory.CreateDirectory(output);
        ranking.Save(output);
        var manifest = new DefaultManifest(
            options.Seed, [.. sites.Select((s, i) =>
                new DefaultManifest.LearnedSite(s.Site.Name, s.Site.Source, s.Site.Licence, s.Hosts, queries[i]))]);
        await File.WriteAllTextAsync(Path.Combine(output, DefaultManifest.FileName), manifest.ToJson(), cancel);
        Console.WriteLine($"trained on {queries.Sum()} queries of {sites.Count} sites: {output}");
        return 0;
    }
}
