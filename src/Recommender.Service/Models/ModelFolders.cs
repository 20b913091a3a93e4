using Microsoft.Extensions.Options;
using Recommender.Service.Storage;

namespace Recommender.Service.Models;

/// <summary>Locates the models of all sites: <c>models/SITE/VERSION/</c>.</summary>
public sealed class ModelFolders(IOptions<FolderOptions> folders)
{
    private const string RunPrefix = ".run-";
    private readonly string _root = Path.GetFullPath(folders.Value.Models);

    /// <summary>
    /// Creates the folder of all models, unless it exists, for its owner alone: models hold words of articles that are not public.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be created.</exception>
    public void Create() => OwnerOnly.CreateFolder(_root);

    /// <summary>Takes a folder of an earlier version away from strangers; its group keeps it, which may have been given it.</summary>
    public void Close() => OwnerOnly.Close(_root);

    /// <exception cref="InvalidDataException">The model does not exist or is damaged.</exception>
    public ModelFolder Open(string site, string version) => ModelFolder.Open(Of(site, version));

    public string Of(string site, string version) => Path.Combine(_root, site, version);

    /// <summary>The folder for the intermediate results of a run: on the same disk as the models, but not a model.</summary>
    public string OfRun(string site, string run) => Path.Combine(_root, site, RunPrefix + run);

    public bool Has(string site, string version) => File.Exists(Path.Combine(Of(site, version), ModelManifest.FileName));

    /// <summary>Changes whenever a file needed for serving changes; null if the model has none.</summary>
    public string? StampOf(string site, string version)
    {
        var files = new[] { ModelManifest.FileName, ModelFolder.ListsFile }.Select(
            name => new FileInfo(Path.Combine(Of(site, version), name))).ToList();
        return files.TrueForAll(file => file.Exists)
            ? string.Join(' ', files.Select(file => $"{file.LastWriteTimeUtc.Ticks} {file.Length}")) : null;
    }

    public void Delete(string site, string version)
    {
        if (Directory.Exists(Of(site, version)))
        {
            Directory.Delete(Of(site, version), recursive: true);
        }
    }

    /// <summary>
    /// Moves a finished folder to its final place atomically, so that neither a reader nor a crash ever sees a part of it.
    /// </summary>
    public void Publish(string temporary, string site, string version)
    {
        DurableFolder.FlushAll(temporary);
        Directory.Move(temporary, Of(site, version));
        DurableFolder.Flush(Path.Combine(_root, site));
    }

    /// <summary>
    /// Deletes all folders of the site (leftovers, models retired long ago) except those of the models <paramref name="kept"/> and of the
    /// open run.
    /// </summary>
    public void DeleteAllBut(string site, IReadOnlySet<string> kept, string? run)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, site));
        foreach (var version in folder.Exists ? folder.EnumerateDirectories() : [])
        {
            if (!kept.Contains(version.Name) && version.Name != RunPrefix + run
                && (version.Name.StartsWith(".tmp-", StringComparison.Ordinal)
                || version.Name.StartsWith(RunPrefix, StringComparison.Ordinal) || IsVersion(version.Name)))
            {
                version.Delete(recursive: true);
            }
        }
    }

    /// <summary>A name that sorts by time, also after <paramref name="known"/> names made in the same second: 20261125-160230-ab.</summary>
    public static string NewVersion(DateTimeOffset now, IReadOnlyList<ModelRecord> known)
    {
        for (var at = now.UtcDateTime; ; at = at.AddSeconds(1))
        {
            var second = $"{at:yyyyMMdd-HHmmss}";
            var version = $"{second}-{Guid.NewGuid().ToString("N")[..2]}";
            if (known.All(model => !model.Version.StartsWith(second, StringComparison.Ordinal)
                || string.CompareOrdinal(model.Version, version) < 0))
            {
                return version;
            }
        }
    }

    private static bool IsVersion(string name) =>
        name.Length == 18 && name[8] == '-' && name[15] == '-' && name.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0;
}
