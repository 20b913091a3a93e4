using Recommender.Engine;
using Recommender.Engine.GroundTruth;

namespace Recommender.Benchmarks.Sites;

/// <summary>A site with the links that were withheld from it.</summary>
internal sealed record JudgedSite(string Name, IReadOnlyList<Document> Documents, Judgments Judgments)
{
    /// <summary>The sites in a folder, by name: each subfolder with withheld.jsonl and test.tsv.</summary>
    /// <exception cref="InvalidDataException">There are no sites, or a judged article is unknown.</exception>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="FormatException">A test.tsv has another format.</exception>
    public static async Task<IReadOnlyList<JudgedSite>> ReadAllAsync(string folder)
    {
        var sites = new List<JudgedSite>();
        foreach (var site in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(site, SiteFile.Withheld)) && File.Exists(Path.Combine(site, "test.tsv")))
            {
                sites.Add(await ReadAsync(site));
            }
        }

        return sites.Count > 0 ? sites
            : throw new InvalidDataException($"{folder} contains no folder with {SiteFile.Withheld} and test.tsv");
    }

    private static async Task<JudgedSite> ReadAsync(string folder)
    {
        var (documents, _) = await SiteFile.ReadAsync(Path.Combine(folder, SiteFile.Withheld));
        using var text = File.OpenText(Path.Combine(folder, "test.tsv"));
        var judgments = Judgments.Read(text);
        var known = documents.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        return judgments.Grades.SelectMany(judged => judged.Value.Keys.Prepend(judged.Key))
            .FirstOrDefault(id => !known.Contains(id)) is { } missing
            ? throw new InvalidDataException($"{folder}: the judgments name an unknown article: '{missing}'")
            : new JudgedSite(Path.GetFileName(folder), documents, judgments);
    }
}
