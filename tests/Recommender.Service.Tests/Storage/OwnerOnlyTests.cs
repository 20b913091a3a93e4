using Dapper;
using Recommender.Service.Storage;
using Recommender.Service.Tests.People;
using Recommender.Service.Tests.Training.Gate;
using Recommender.Service.Training;

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
    public async Task A_new_folder_of_models_is_of_its_owner_alone()
    {
        using var folder = await new TestFolder().WithAsync(GateSite.Articles());
        Assert.False(Directory.Exists(folder.Models));

        await folder.TrainAsync(RunRequest.Operator);

        Assert.NotEmpty(Directory.GetFiles(folder.Models, "*", SearchOption.AllDirectories));
        Assert.Equal((UnixFileMode)0, new DirectoryInfo(folder.Models).UnixFileMode & Others);
    }

    [Theory]
    [InlineData(0b111_101_101, 0b111_101_000)]
    [InlineData(0b10_111_111_111, 0b10_111_111_000)]
    [InlineData(0b111_000_000, 0b111_000_000)]
    public async Task A_folder_of_models_of_an_earlier_version_is_closed_to_strangers_and_stays_open_for_its_group(int mode, int closed)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = await new TestFolder().WithAsync(TestArticles.Newsroom);
        Directory.CreateDirectory(folder.Models);
        File.SetUnixFileMode(folder.Models, (UnixFileMode)mode);

        await using var service = await RunningService.StartAsync(folder);

        Assert.Equal((UnixFileMode)closed, File.GetUnixFileMode(folder.Models));
    }

    [Fact]
    public void New_parents_of_a_folder_are_of_its_owner_alone_too()
    {
        using var folder = new TestFolder();
        var inner = Path.Combine(folder.Root, "a", "b", "c");

        OwnerOnly.CreateFolder(inner);

        Assert.All(
            new[] { inner, Path.Combine(folder.Root, "a", "b"), Path.Combine(folder.Root, "a") },
            found => Assert.Equal((found, (UnixFileMode)0), (found, new DirectoryInfo(found).UnixFileMode & Others)));
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
