namespace Recommender.Service.Storage;

/// <summary>
/// Files and folders that only their owner can read, whatever the umask: they hold hashes of passwords, keys of sessions, and texts that
/// are not public. On Windows the folder's own permissions apply.
/// </summary>
internal static class OwnerOnly
{
    private const UnixFileMode File600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Folder700 = File600 | UnixFileMode.UserExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.SetGroup;

    /// <summary>Creates a folder and its parents, unless they exist.</summary>
    public static DirectoryInfo CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(folder);
        }

        // .NET creates parents for everybody.
        if (Path.GetDirectoryName(Path.GetFullPath(folder)) is { } parent && !Directory.Exists(parent))
        {
            CreateFolder(parent);
        }

        return Directory.CreateDirectory(folder, Folder700);
    }

    /// <summary>Takes an existing folder away from everybody but its owner and group.</summary>
    public static void Close(string folder) => Lower(folder, Folder700 | Group);

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
        foreach (var path in paths)
        {
            Lower(path, Folder700);
        }
    }

    private static void Lower(string path, UnixFileMode most)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            var mode = Directory.Exists(path) || File.Exists(path) ? File.GetUnixFileMode(path) : File600;
            if ((mode & ~most) != 0)
            {
                File.SetUnixFileMode(path, mode & most);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its owner decides, or it is gone.
        }
    }
}
