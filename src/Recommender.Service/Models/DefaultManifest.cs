using System.Text.Json;

namespace Recommender.Service.Models;

/// <summary>What the shipped default ranking was learned from.</summary>
/// <param name="Seed">Of training.</param>
/// <param name="Sites">Its sites; their texts are not in it.</param>
public sealed record DefaultManifest(int Seed, IReadOnlyList<DefaultManifest.LearnedSite> Sites)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <param name="Name">The site's name.</param>
    /// <param name="Source">Repository of its texts.</param>
    /// <param name="Licence">Licence of its texts.</param>
    /// <param name="Hosts">Hosts of its articles' URLs.</param>
    /// <param name="Queries">How many of its articles, with what they link to, were learned from.</param>
    public sealed record LearnedSite(string Name, string Source, string Licence, IReadOnlyList<string> Hosts, int Queries);

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <exception cref="InvalidDataException">There is no readable manifest.</exception>
    public static DefaultManifest Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<DefaultManifest>(File.ReadAllText(Path.Combine(folder, FileName)), Json)
                ?? throw new InvalidDataException($"{folder}/{FileName} is empty");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new InvalidDataException($"{folder} holds no default ranking: {e.Message}", e);
        }
    }
}
