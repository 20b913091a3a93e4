using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Recommender.Service.Backup;
using Recommender.Service.Tests.Backup;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// Backups. They are changed as bytes, and by parts: a file in them, with its hash put right so that more than the hash is checked, or
/// their manifest.
/// </summary>
internal sealed class RestoreGroup() : FuzzGroup("restore")
{
    private static readonly Lazy<byte[]> Whole = new(() => MakeAsync().GetAwaiter().GetResult());

    /// <summary>None that others wrote: a backup of a small site.</summary>
    public override IEnumerable<byte[]> Seeds(string shared) => [Whole.Value];

    public override async Task ReadAsync(byte[] input)
    {
        var (data, models) = (Path.Combine(Folder, "data"), Path.Combine(Folder, "models"));
        try
        {
            using var backup = BackupFile.Open(Write(input, "site.zip"));
            await new Restoring(backup, data, models).RunAsync(force: false, CancellationToken.None);
        }
        catch (BackupException e)
        {
            Promises.IsOneLine(e.Message);
        }
        finally
        {
            foreach (var made in new[] { data, models }.Where(Directory.Exists))
            {
                Directory.Delete(made, recursive: true);
            }
        }
    }

    /// <summary>A good backup with another manifest.</summary>
    public static byte[] WithManifest(byte[] manifest)
    {
        var files = Unpack(Whole.Value);
        files[BackupManifest.FileName] = manifest;
        return Pack(files, new Random(1));
    }

    public override byte[] Mutate(byte[] input, byte[] other, Mutator mutator)
    {
        if (mutator.Random.Next(3) == 0)
        {
            return mutator.Mutate(input, other);
        }

        try
        {
            var files = Unpack(mutator.Random.Next(4) == 0 ? Whole.Value : input);
            Change(files, mutator);
            return Pack(files, mutator.Random);
        }
        // Not a backup any more.
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return mutator.Mutate(Whole.Value, other);
        }
    }

    private static void Change(Dictionary<string, byte[]> files, Mutator mutator)
    {
        var (random, names) = (mutator.Random, files.Keys.Order(StringComparer.Ordinal).ToList());
        if (names.Count == 0)
        {
            return;
        }

        var name = random.Next(3) == 0 ? BackupManifest.FileName : names[random.Next(names.Count)];
        var content = files.GetValueOrDefault(name, []);
        switch (random.Next(8))
        {
            case 0:
                files.Remove(name);
                break;
            case 1:
                files[Encoding.UTF8.GetString(mutator.Mutate(Encoding.UTF8.GetBytes(name), []))] = content;
                break;
            case 2:
                files[name] = mutator.Make();
                break;
            default:
                files[name] = mutator.Mutate(content, mutator.Make());
                break;
        }

        if (name != BackupManifest.FileName && files.ContainsKey(BackupManifest.FileName) && random.Next(8) != 0)
        {
            PutRight(files);
        }
    }

    private static void PutRight(Dictionary<string, byte[]> files)
    {
        try
        {
            if (JsonNode.Parse(files[BackupManifest.FileName]) is JsonObject manifest)
            {
                manifest["files"] = new JsonObject(files.Where(file => file.Key != BackupManifest.FileName).Select(file =>
                    KeyValuePair.Create(file.Key, (JsonNode?)new JsonObject
                    {
                        ["length"] = file.Value.Length, ["hash"] = Convert.ToHexStringLower(SHA256.HashData(file.Value)),
                    })));
                files[BackupManifest.FileName] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
            }
        }
        // It stays wrong.
        catch (Exception e) when (e is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
        }
    }

    /// <summary>A good backup with a file that has the name of a folder, or another odd one.</summary>
    public static byte[] WithFile(string name)
    {
        var files = Unpack(Whole.Value);
        files[name.Replace("MODEL", Path.GetDirectoryName(files.Keys.First(file => file.StartsWith("models/", StringComparison.Ordinal))),
            StringComparison.Ordinal)] = [1];
        PutRight(files);
        return Pack(files, new Random(1));
    }

    private static Dictionary<string, byte[]> Unpack(byte[] backup)
    {
        using var zip = new ZipArchive(new MemoryStream(backup));
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => entry.Length < 2_000_000))
        {
            using var from = entry.Open();
            var content = new MemoryStream();
            from.CopyTo(content);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }

    private static byte[] Pack(Dictionary<string, byte[]> files, Random random)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var level = random.Next(4) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return packed.ToArray();
    }

    private static async Task<byte[]> MakeAsync()
    {
        await using var whole = new WholeBackup();
        await whole.InitializeAsync();
        return await File.ReadAllBytesAsync(whole.File);
    }
}
