using Recommender.Service.Storage;

namespace Recommender.Service.Backup;

/// <summary>Creates files and folders that only their owner can read: they contain password hashes and session keys.</summary>
internal static class OwnFolders
{
    /// <summary>Creates a folder and its parents.</summary>
    /// <exception cref="BackupException">The folder cannot be created.</exception>
    public static void Create(string folder)
    {
        try
        {
            OwnerOnly.CreateFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"cannot write there: {e.Message}", e);
        }
    }

    /// <summary>Creates a new file for writing.</summary>
    public static FileStream CreateFile(string file) => OwnerOnly.OpenFile(file, FileMode.CreateNew);

    /// <summary>Whether a path is a folder or inside it.</summary>
    public static bool IsWithin(string path, string folder) =>
        Path.TrimEndingDirectorySeparator(path) == Path.TrimEndingDirectorySeparator(folder)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
