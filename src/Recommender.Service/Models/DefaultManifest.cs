using System.Text.Json;

namespace Recommender.Service.Models;

/// <summary>The training data of the shipped default ranking.</summary>
/// <param name="Seed">Random seed of the training.</param>
/// <param name="Sites">The sites it was trained on; their texts are not included.</param>
public sealed record DefaultManifest(int Seed, IReadOnlyList<DefaultManifest.LearnedSite> Sites)
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <param name="Source">Repository of its texts.</param>
    /// <param name="Licence">Licence of its texts.</param>
    /// <param name="Hosts">Hosts of its articles' URLs.</param>
    /// <param name="Queries">Number of its articles whose links were used for training.</param>
    public sealed record LearnedSite(string Name, string Source, string Licence, IReadOnlyList<string> Hosts, int Queries);

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <exception cref="InvalidDataException">The manifest is missing or unreadable.</exception>
    public static DefaultManifest Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<DefaultManifest>(File.ReadAllText(Path.Combine(folder, FileName)), Json)
                ?? throw new InvalidDataException($"{folder}/{FileName} is empty");
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new InvalidDataException($"{folder} does not contain a readable default ranking: {e.Message}", e);
        }
    }
}
