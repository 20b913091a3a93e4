using System.Text.Json;
using Recommender.Service.Web;

namespace Recommender.Service.Backup;

/// <summary>What a backup says of itself: <c>backup.json</c> in it, written last.</summary>
public sealed record BackupManifest
{
    public const int CurrentFormat = 1;
    public const string FileName = "backup.json";

    /// <summary>Version of the layout.</summary>
    public required int Format { get; init; }

    /// <summary>The program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>By site the model that was live; null where none was.</summary>
    public required IReadOnlyDictionary<string, string?> Models { get; init; }

    /// <summary>All other files, by their path: <c>data/…</c> or <c>models/SITE/VERSION/…</c>.</summary>
    public required IReadOnlyDictionary<string, BackedUpFile> Files { get; init; }

    public string ToJson() => ApiJson.Write(this);

    /// <exception cref="BackupException">The text is no manifest of this format.</exception>
    public static BackupManifest FromJson(string json)
    {
        try
        {
            using var text = JsonDocument.Parse(json);
            // Asked first: of another format nothing else may be as it is here.
            var format = text.RootElement.GetProperty("format").GetInt32();
            return format == CurrentFormat ? ApiJson.Read<BackupManifest>(json)
                : throw new BackupException(
                    $"the backup has format {format}, this program reads {CurrentFormat}: restore it with the version of recommender " +
                    "that made it");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"{FileName} in the backup is damaged", e);
        }
    }
}
