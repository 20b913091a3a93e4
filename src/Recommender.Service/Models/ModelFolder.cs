using System.Security.Cryptography;
using Recommender.Engine.Explaining;
using Recommender.Engine.Models;

namespace Recommender.Service.Models;

/// <summary>A complete model on disk.</summary>
public sealed class ModelFolder
{
    public const string ListsFile = "lists.bin";
    public const string EngineFolder = "engine";
    public const string HeldOutFolder = "engine/heldout";
    private readonly string _path;

    private ModelFolder(string path, ModelManifest manifest) => (_path, Manifest) = (path, manifest);

    public ModelManifest Manifest { get; }

    /// <summary>Total size of its files.</summary>
    public long Bytes => new DirectoryInfo(_path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <exception cref="InvalidDataException">The folder or its manifest is missing or unreadable.</exception>
    public static ModelFolder Open(string path)
    {
        var manifest = Path.Combine(path, ModelManifest.FileName);
        return File.Exists(manifest)
            ? new ModelFolder(path, ModelManifest.FromJson(File.ReadAllText(manifest)))
            : throw new InvalidDataException($"{manifest} is missing");
    }

    /// <summary>Reads the lists, which are all that serving needs.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public RelatedLists ReadLists()
    {
        Verify(name => name == ListsFile);
        return RelatedLists.Load(Path.Combine(_path, ListsFile));
    }

    /// <summary>Reads what is needed to rank articles added after training. Large.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public RelatedModel ReadModel()
    {
        // Concurrently: the second reader of a part finds it in memory. Objects made from damaged files are discarded.
        var verifying = Task.Run(() => Verify(name => name != ListsFile));
        try
        {
            return RelatedModel.Load(Path.Combine(_path, EngineFolder), Manifest.Settings);
        }
        finally
        {
            verifying.GetAwaiter().GetResult();
        }
    }

    /// <summary>Reads what is needed to explain recommendations: the model without its documents, by far the largest file.</summary>
    /// <param name="ids">The ids of the lists, including those of folded-in articles.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public PairExplainer ReadExplainer(IReadOnlyList<string> ids)
    {
        Verify(name => name is not (ListsFile or $"{EngineFolder}/documents.bin"));
        return PairExplainer.Load(Path.Combine(_path, EngineFolder), ids, Manifest.Settings);
    }

    /// <summary>Reads the state of its articles at training time; null for a model of a version that did not record it.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public TrainedArticles? ReadArticles()
    {
        Verify(name => name == TrainedArticles.FileName);
        return Manifest.Files.ContainsKey(TrainedArticles.FileName) ? TrainedArticles.Load(Path.Combine(_path, TrainedArticles.FileName))
            : null;
    }

    /// <summary>The folder of the ranking trained without the newest links.</summary>
    public string HeldOut => Path.Combine(_path, HeldOutFolder);

    /// <summary>Checks every file against its hash.</summary>
    /// <exception cref="InvalidDataException">A file is damaged or missing.</exception>
    public void VerifyAll() => Verify(_ => true);

    /// <summary>SHA-256 hashes of a folder's files, by path with '/'.</summary>
    public static Dictionary<string, string> Hash(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), HashOf, StringComparer.Ordinal);

    private void Verify(Predicate<string> which)
    {
        foreach (var (name, hash) in Manifest.Files.Where(file => which(file.Key)))
        {
            var file = Path.Combine(_path, name);
            if (!File.Exists(file))
            {
                throw new InvalidDataException($"{file} is missing");
            }

            if (HashOf(file) != hash)
            {
                throw new InvalidDataException($"{file} is damaged");
            }
        }
    }

    private static string HashOf(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
