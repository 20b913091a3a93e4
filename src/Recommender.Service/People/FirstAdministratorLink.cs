using Recommender.Service.Storage;

namespace Recommender.Service.People;

/// <summary>
/// The file that holds the link of the first administrator, for its owner only. A log has more readers, and keeps it longer.
/// </summary>
internal static class FirstAdministratorLink
{
    public const string FileName = "first-administrator-link.txt";

    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, FileName);

    /// <summary>Writes the link in place of an earlier one.</summary>
    /// <returns>The file's full path.</returns>
    public static string Write(string dataFolder, string link)
    {
        var file = Path.GetFullPath(FileIn(dataFolder));
        File.Delete(file);
        using var writer = new StreamWriter(OwnerOnly.OpenFile(file, FileMode.CreateNew));
        writer.WriteLine(link);
        return file;
    }

    /// <summary>Removes the file, if there is one.</summary>
    public static void Remove(string dataFolder) => File.Delete(FileIn(dataFolder));
}
