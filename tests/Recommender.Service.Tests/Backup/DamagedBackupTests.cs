using System.IO.Compression;
using System.Text;
using Recommender.Service.Backup;
using Recommender.Service.Models;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Backup;

public sealed class DamagedBackupTests(WholeBackup whole) : IClassFixture<WholeBackup>
{
    [Theory]
    [InlineData("a byte of the store", "recommender.db in the backup is damaged")]
    [InlineData("a model left out", "does not match its backup.json")]
    [InlineData("another format", "format 2, this program reads 1")]
    [InlineData("a newer schema", "a newer version of recommender wrote it (it knows 999_of_tomorrow.sql)")]
    [InlineData("a path outside", "does not belong in a backup")]
    [InlineData("no manifest", "is not a backup of recommender")]
    [InlineData("the manifest damaged", "backup.json in the backup is damaged")]
    [InlineData("no files in the manifest", "backup.json in the backup is damaged")]
    [InlineData("a hash left out", "backup.json in the backup is damaged")]
    [InlineData("a negative length", "backup.json in the backup is damaged")]
    [InlineData("lengths beyond any disk", "MB for this backup, and has")]
    [InlineData("a manifest without end", "is not a backup of recommender")]
    [InlineData("a file in place of a folder", "cannot write there")]
    [InlineData("a long name", "in the backup cannot be unpacked")]
    [InlineData("half of it", "is not a valid backup")]
    public async Task A_damaged_backup_or_one_of_another_version_is_refused_without_any_change(string what, string says)
    {
        using var folder = await new TestFolder().WithAsync();
        if (what == "a newer schema")
        {
            using var database = Recommender.Service.Storage.Database.Open(folder.Data);
            await database.WriteAsync((connection, transaction) => Dapper.SqlMapper.ExecuteAsync(
                connection, "insert into schemaversions (scriptname, applied) values ('999_of_tomorrow.sql', '2030-01-01')", null,
                transaction), TestContext.Current.CancellationToken);
            await using var zip = new BackupArchive(Path.Combine(folder.Root, "site.zip"));
            await database.CopyToAsync(Path.Combine(folder.Root, "copy.db"), TestContext.Current.CancellationToken);
            await zip.AddAsync("data/recommender.db", Path.Combine(folder.Root, "copy.db"), TestContext.Current.CancellationToken);
            await zip.EndAsync(
                new BackupManifest { Format = 1, Program = "9.0", Created = Now, Models = new Dictionary<string, string?>(),
                    Files = zip.Files }, TestContext.Current.CancellationToken);
        }
        else
        {
            File.Copy(whole.File, Path.Combine(folder.Root, "site.zip"));
            Spoil(Path.Combine(folder.Root, "site.zip"), what);
        }

        var (data, models) = (Path.Combine(folder.Root, "new-data"), Path.Combine(folder.Root, "new-models"));
        await BackupCommands.FailsAsync(says, "restore", Path.Combine(folder.Root, "site.zip"), "--data", data, "--models", models);

        Assert.All(new[] { data, models }.Where(Directory.Exists), left => Assert.Empty(Directory.EnumerateFileSystemEntries(left)));
    }

    private static void Spoil(string file, string what)
    {
        if (what == "half of it")
        {
            using var cut = File.OpenWrite(file);
            cut.SetLength(cut.Length / 2);
            return;
        }

        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        switch (what)
        {
            case "a byte of the store":
                using (var store = zip.GetEntry("data/recommender.db")!.Open())
                {
                    store.Position = 5000;
                    store.WriteByte(0xAA);
                }

                break;
            case "a model left out":
                zip.Entries.First(entry => entry.FullName.EndsWith(ModelFolder.ListsFile, StringComparison.Ordinal)).Delete();
                break;
            case "a path outside":
                Add(zip, "data/../../evil");
                break;
            case "no files in the manifest":
                Rewrite(zip, text => System.Text.RegularExpressions.Regex.Replace(text, "\"files\":.*", "\"files\":null}"));
                break;
            case "a hash left out":
                Rewrite(zip, text => System.Text.RegularExpressions.Regex.Replace(text, "\"hash\":\"[0-9a-f]*\"", "\"hash\":null"));
                break;
            case "a negative length":
                Rewrite(zip, text => text.Replace("\"length\":", "\"length\":-", StringComparison.Ordinal));
                break;
            case "lengths beyond any disk":
                Rewrite(zip, text => System.Text.RegularExpressions.Regex.Replace(
                    text, "\"length\":[0-9]+", "\"length\":9000000000000000000"));
                break;
            case "a manifest without end":
                Rewrite(zip, text => text + new string(' ', 30_000_000));
                break;
            case "a file in place of a folder":
                Add(zip, Path.GetDirectoryName(
                    zip.Entries.First(entry => entry.FullName.StartsWith("models/", StringComparison.Ordinal)).FullName)!);
                break;
            case "a long name":
                Add(zip, "data/" + new string('a', 300));
                break;
            case "no manifest":
                zip.GetEntry(BackupManifest.FileName)!.Delete();
                break;
            case "another format":
                Rewrite(zip, text => text.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal));
                break;
            default:
                Rewrite(zip, text => text[..^5]);
                break;
        }
    }

    private static void Add(ZipArchive zip, string name)
    {
        using (var entry = zip.CreateEntry(name).Open())
        {
            entry.WriteByte(1);
        }

        Rewrite(zip, text => text.Replace("\"files\":{", $"\"files\":{{\"{name}\":{{\"length\":1,"
            + "\"hash\":\"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a\"},", StringComparison.Ordinal));
    }

    private static void Rewrite(ZipArchive zip, Func<string, string> change)
    {
        var old = zip.GetEntry(BackupManifest.FileName)!;
        string text;
        using (var reader = new StreamReader(old.Open()))
        {
            text = reader.ReadToEnd();
        }

        old.Delete();
        using var entry = zip.CreateEntry(BackupManifest.FileName).Open();
        entry.Write(Encoding.UTF8.GetBytes(change(text)));
    }
}

/// <summary>A complete backup with a model, made once.</summary>
public sealed class WholeBackup : IAsyncLifetime
{
    private readonly TestFolder _folder = new();

    public string File => Path.Combine(_folder.Root, "whole.zip");

    public async ValueTask InitializeAsync()
    {
        await _folder.WithAsync(Newsroom);
        await _folder.TrainAsync();
        using var host = _folder.Host();
        await ((BackupWriter)host.Services.GetService(typeof(BackupWriter))!).WriteAsync(File, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
