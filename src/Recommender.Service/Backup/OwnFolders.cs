namespace Recommender.Service.Backup;

/// <summary>Folders and files that nobody else may look into: hashes of passwords and keys of sessions lie there.</summary>
internal static class OwnFolders
{
    /// <summary>Makes a folder, with those above it.</summary>
    /// <exception cref="BackupException">It cannot be made.</exception>
    public static void Create(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"cannot write there: {e.Message}", e);
        }
    }

    /// <summary>Makes a file that is not there yet, to be written.</summary>
    public static FileStream CreateFile(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    /// <summary>Whether a path is a folder, or below it.</summary>
    public static bool IsWithin(string path, string folder) =>
        Path.TrimEndingDirectorySeparator(path) == Path.TrimEndingDirectorySeparator(folder)
        || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
