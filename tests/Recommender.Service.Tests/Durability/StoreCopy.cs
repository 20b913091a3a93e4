using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Durability;

/// <summary>The store of a killed process, opened in a copy of its folder, because opening a store repairs it.</summary>
internal sealed class StoreCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recommender-copy-");
    private Database? _database;

    public StoreCopy(string data)
    {
        // The third file, -shm, is shared memory of the processes and has no lasting content.
        foreach (var file in Directory.EnumerateFiles(data).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)));
        }
    }

    public Database Database => _database ??= Database.Open(_folder.FullName);

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Delete(recursive: true);
    }
}
