using System.Text.Json;
using Recommender.Service.Web;

namespace Recommender.Service.Backup;

/// <summary>Describes a backup: <c>backup.json</c> in it, written last.</summary>
public sealed record BackupManifest
{
    public const int CurrentFormat = 1;
    public const string FileName = "backup.json";

    /// <summary>Version of the format.</summary>
    public required int Format { get; init; }

    /// <summary>The program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The live model of each site; null if it had none.</summary>
    public required IReadOnlyDictionary<string, string?> Models { get; init; }

    /// <summary>All other files by path: <c>data/…</c> or <c>models/SITE/VERSION/…</c>.</summary>
    public required IReadOnlyDictionary<string, BackedUpFile> Files { get; init; }

    public string ToJson() => ApiJson.Write(this);

    /// <exception cref="BackupException">The text is not a manifest of this format.</exception>
    public static BackupManifest FromJson(string json)
    {
        try
        {
            using var text = JsonDocument.Parse(json);
            // Checked first: another format may differ in everything else.
            var format = text.RootElement.GetProperty("format").GetInt32();
            return format == CurrentFormat ? Checked(ApiJson.Read<BackupManifest>(json))
                : throw new BackupException($"the backup has format {format}, this program reads {CurrentFormat}: restore it with the "
                    + $"version of recommender that made it");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"{FileName} in the backup is damaged", e);
        }
    }

    // Required in JSON is only that a name is there.
    private static BackupManifest Checked(BackupManifest read) =>
        read is { Program: not null, Models: not null, Files: { } files }
        && files.Values.All(file => file is { Length: >= 0, Hash: not null })
            ? read : throw new JsonException("a value is missing");
}
