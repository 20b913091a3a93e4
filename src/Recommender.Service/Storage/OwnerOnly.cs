namespace Recommender.Service.Storage;

/// <summary>
/// Files and folders that only their owner can read, whatever the umask: they hold hashes of passwords and keys of sessions. On Windows the
/// folder's own permissions apply.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;

    /// <summary>Creates a folder and its parents, unless it exists.</summary>
    public static DirectoryInfo CreateFolder(string folder) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, Folder700);

    /// <summary>Creates a file for reading and writing.</summary>
    /// <param name="mode">How, if it exists.</param>
    public static FileStream OpenFile(string file, FileMode mode)
    {
        // Others may have the file open: two processes may start at once.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = File600;
        }

        return new FileStream(file, options);
    }

    /// <summary>Takes existing files and folders away from everybody else. What belongs to another user stays as it is.</summary>
    public static void Tighten(params IEnumerable<string> paths)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var path in paths)
        {
            try
            {
                var mode = Directory.Exists(path) || File.Exists(path) ? File.GetUnixFileMode(path) : File600;
                if ((mode & ~Folder700) != 0)
                {
                    File.SetUnixFileMode(path, mode & Folder700);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its owner decides, or it is gone.
            }
        }
    }
}
