using System.Text.Json;
using System.Text.Json.Serialization;
using Recommender.Engine;

namespace Recommender.Service.Models;

/// <summary>What a model folder says of itself. Written last: a folder without it is no model.</summary>
public sealed record ModelManifest
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";

    /// <summary>Version of the folder's layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    public required string Version { get; init; }

    public required string Site { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The site's revision before its articles were read: what changed later is not in the model.</summary>
    public required long Revision { get; init; }

    /// <summary>Number of articles that it was trained on.</summary>
    public required int Articles { get; init; }

    /// <summary>When its oldest article was published, UTC; null where none has a date, or a program from before this was kept made it.</summary>
    public DateTimeOffset? OldestPublished { get; init; }

    /// <summary>The same of its newest article.</summary>
    public DateTimeOffset? NewestPublished { get; init; }

    /// <summary>Links from one of its articles to another.</summary>
    public int Links { get; init; }

    /// <summary>The program that trained it: version and, where it is known, commit.</summary>
    public string? Program { get; init; }

    /// <summary>How many threads trained it. The same articles, settings (they hold the seed), program and threads give the same lists.</summary>
    public int Threads { get; init; }

    /// <summary>The model in whose training its encoder and rankings were learned; null where that was its own.</summary>
    public string? LearnedBy { get; init; }

    /// <summary>When they were learned, UTC; null where it was when this was created.</summary>
    public DateTimeOffset? Learned { get; init; }

    /// <summary>How many articles came or changed since.</summary>
    public int ChangedSinceLearned { get; init; }

    /// <summary>Why all was learned anew, or why not. Null of a model from before there was a choice.</summary>
    public string? Why { get; init; }

    /// <summary>The run that made it; null for a model from before there were runs.</summary>
    public string? Run { get; init; }

    public required RankingOptions Settings { get; init; }

    /// <summary>What the run measured of it, see <c>ModelFigures</c>.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    public required IReadOnlyDictionary<string, double> SecondsPerStage { get; init; }

    /// <summary>SHA-256 in hex of every other file of the folder, by its path with '/'.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Default.ModelManifest);

    /// <exception cref="InvalidDataException">The text is no manifest of this format.</exception>
    public static ModelManifest FromJson(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.ModelManifest);
            return manifest is { Format: CurrentFormat } ? manifest
                : throw new InvalidDataException($"{FileName} has format {manifest?.Format}, this program reads {CurrentFormat}: another version of recommender made the model");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{FileName} is damaged", e);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
