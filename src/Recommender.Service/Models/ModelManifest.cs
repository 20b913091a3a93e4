using System.Text.Json;
using System.Text.Json.Serialization;
using Recommender.Engine;

namespace Recommender.Service.Models;

/// <summary>Describes a model folder. Written last: a folder without it is not a model.</summary>
public sealed record ModelManifest
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";

    /// <summary>Version of the folder layout.</summary>
    public int Format { get; init; } = CurrentFormat;

    public required string Version { get; init; }

    public required string Site { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The site's revision before its articles were read: later changes are not in the model.</summary>
    public required long Revision { get; init; }

    /// <summary>Number of articles it was trained on.</summary>
    public required int Articles { get; init; }

    /// <summary>
    /// Publication date of its oldest article, UTC; null if no article has a date, or if an older version of the program made it.
    /// </summary>
    public DateTimeOffset? OldestPublished { get; init; }

    /// <summary>Publication date of its newest article, as above.</summary>
    public DateTimeOffset? NewestPublished { get; init; }

    /// <summary>Number of links between its articles.</summary>
    public int Links { get; init; }

    /// <summary>The program that trained it: version and, if known, commit.</summary>
    public string? Program { get; init; }

    /// <summary>
    /// Number of threads used for training. The same articles, settings (including the seed), program and threads give the same lists.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>The model whose training produced its encoder and rankings; null if that was its own.</summary>
    public string? LearnedBy { get; init; }

    /// <summary>When they were trained, UTC; null if that was when this model was created.</summary>
    public DateTimeOffset? Learned { get; init; }

    /// <summary>Number of articles added or changed since then.</summary>
    public int ChangedSinceLearned { get; init; }

    /// <summary>Why everything was retrained, or why not. Null for a model of a version without that choice.</summary>
    public string? Why { get; init; }

    /// <summary>The run that made it; null for a model of a version without runs.</summary>
    public string? Run { get; init; }

    public required RankingOptions Settings { get; init; }

    /// <summary>The figures that the run measured, see <c>ModelFigures</c>.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    public required IReadOnlyDictionary<string, double> SecondsPerStage { get; init; }

    /// <summary>SHA-256 in hexadecimal of every other file of the folder, by path with '/'.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ManifestJson.Default.ModelManifest);

    /// <exception cref="InvalidDataException">The text is not a manifest of this format.</exception>
    public static ModelManifest FromJson(string json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.ModelManifest);
            return manifest is { Format: CurrentFormat } ? manifest
                : throw new InvalidDataException($"{FileName} has format {manifest?.Format}, this program reads {CurrentFormat}: the "
                    + $"model was made by another version of recommender");
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
