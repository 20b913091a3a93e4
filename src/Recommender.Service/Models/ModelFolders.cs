using Microsoft.Extensions.Options;
using Recommender.Service.Hosting;

namespace Recommender.Service.Models;

/// <summary>Where the models of all sites lie: <c>models/SITE/VERSION/</c>.</summary>
public sealed class ModelFolders(IOptions<FolderOptions> folders)
{
    private const string TemporaryPrefix = ".tmp-";
    private readonly string _root = Path.GetFullPath(folders.Value.Models);

    /// <exception cref="InvalidDataException">There is no such model, or it is damaged.</exception>
    public ModelFolder Open(string site, string version) => ModelFolder.Open(Of(site, version));

    public string Of(string site, string version) => Path.Combine(_root, site, version);

    /// <summary>A fresh folder to write a model into, on the same disk as its final place.</summary>
    public string CreateTemporary(string site, string version) =>
        Directory.CreateDirectory(Path.Combine(_root, site, TemporaryPrefix + version)).FullName;

    /// <summary>Puts what was written into its final place, all at once, so that no reader and no crash ever sees a part of it.</summary>
    public void Publish(string temporary, string site, string version)
    {
        foreach (var file in Directory.EnumerateFiles(temporary, "*", SearchOption.AllDirectories))
        {
            DurableFolder.FlushFile(file);
        }

        foreach (var folder in Directory.EnumerateDirectories(temporary, "*", SearchOption.AllDirectories).Append(temporary))
        {
            DurableFolder.Flush(folder);
        }

        Directory.Move(temporary, Of(site, version));
        DurableFolder.Flush(Path.Combine(_root, site));
    }

    /// <summary>Deletes every folder of the site but those of <paramref name="kept"/>: leftovers of killed trainings, models retired long ago.</summary>
    public void DeleteAllBut(string site, IReadOnlySet<string> kept)
    {
        var folder = new DirectoryInfo(Path.Combine(_root, site));
        foreach (var version in folder.Exists ? folder.EnumerateDirectories() : [])
        {
            if (!kept.Contains(version.Name) && (version.Name.StartsWith(TemporaryPrefix, StringComparison.Ordinal) || IsVersion(version.Name)))
            {
                version.Delete(recursive: true);
            }
        }
    }

    /// <summary>Holds the site's models for one training; null where another process, or another call, holds them. A killed process holds nothing.</summary>
    public IDisposable? TryLock(string site)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, site)).FullName;
        try
        {
            return new FileStream(Path.Combine(folder, ".training"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>A name that sorts by time, and that none of <paramref name="known"/> has: 20261125-160230-ab.</summary>
    public static string NewVersion(DateTimeOffset now, IReadOnlyList<ModelRecord> known)
    {
        string version;
        do
        {
            version = $"{now.UtcDateTime:yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("N")[..2]}";
        }
        while (known.Any(model => model.Version == version));

        return version;
    }

    private static bool IsVersion(string name) =>
        name.Length == 18 && name[8] == '-' && name[15] == '-' && name.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0;
}
