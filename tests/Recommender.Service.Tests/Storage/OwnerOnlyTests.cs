using Dapper;
using Recommender.Service.Storage;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Storage;

/// <summary>The store, its keys and its copies are readable by their owner alone.</summary>
public sealed class OwnerOnlyTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_new_store_with_its_folder_keys_and_copy_is_of_its_owner_alone()
    {
        await using var service = await Guests.ServiceAsync();
        await service.Client.GetAsync("/desk/-/sign-in", TestContext.Current.CancellationToken);
        var file = Path.Combine(service.Folder.Root, "copy.db");
        using var copy = await service.Get<Database>().CopyToAsync(file, TestContext.Current.CancellationToken);

        var files = Directory.GetFileSystemEntries(service.Folder.Data, "*", SearchOption.AllDirectories);
        Assert.Contains(files, found => found.EndsWith("recommender.db-wal", StringComparison.Ordinal));
        Assert.Contains(files, found => found.EndsWith(".xml", StringComparison.Ordinal));
        Assert.All(
            [.. files, file, service.Folder.Data],
            found => Assert.Equal((found, (UnixFileMode)0), (found, new FileInfo(found).UnixFileMode & Others)));
    }

    [Fact]
    public async Task A_store_of_an_earlier_version_is_taken_away_from_others_when_it_is_opened()
    {
        using var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        using var open = Database.Open(folder.Data);
        await using var connection = await open.ConnectAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("select count(*) from site");
        var keys = Directory.CreateDirectory(Path.Combine(folder.Data, "keys")).FullName;
        var files = Directory.GetFiles(folder.Data, "recommender.db*");
        Assert.Equal(3, files.Length);
        foreach (var file in files.Append(keys))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            }
        }

        using var again = Database.Open(folder.Data);

        Assert.All(files.Append(keys), file => Assert.Equal((file, (UnixFileMode)0), (file, new FileInfo(file).UnixFileMode & Others)));
    }
}
