using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;
using System.Text.Json;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// What a group leaves behind: its corpus, its findings, its figures, and the input at work, which is there even if the process crashes.
/// </summary>
internal sealed class FuzzFolder : IDisposable
{
    private const int Longest = 2_000_000;
    private const int MostAlike = 3;

    private readonly string _folder;
    private readonly MemoryMappedFile _current;
    private readonly MemoryMappedViewAccessor _view;
    private readonly Dictionary<string, int> _known = [];

    public FuzzFolder(string folder)
    {
        _folder = folder;
        foreach (var name in new[] { "corpus", "findings", "refused" })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        var current = Path.Combine(folder, "current");
        if (File.Exists(current) && TakeCurrent(current) is { Length: > 0 } last)
        {
            // The last process ended while it read this.
            Report(new Verdict("crash", "the process ended"), last);
        }

        _current = MemoryMappedFile.CreateFromFile(current, FileMode.Create, null, Longest + sizeof(int));
        _view = _current.CreateViewAccessor();
    }

    public FuzzFigures Figures
    {
        get => File.Exists(FiguresFile) ? JsonSerializer.Deserialize<FuzzFigures>(File.ReadAllText(FiguresFile))! : new FuzzFigures();
        set
        {
            // The process may end at any moment.
            File.WriteAllText(FiguresFile + ".new", JsonSerializer.Serialize(value));
            File.Move(FiguresFile + ".new", FiguresFile, overwrite: true);
        }
    }

    public int Findings => Directory.GetFiles(Path.Combine(_folder, "findings"), "*.txt").Length;

    private string FiguresFile => Path.Combine(_folder, "figures.json");

    public IEnumerable<byte[]> Corpus() =>
        Directory.GetFiles(Path.Combine(_folder, "corpus")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    public void Note(byte[] input)
    {
        var length = Math.Min(input.Length, Longest);
        _view.WriteArray(sizeof(int), input, 0, length);
        _view.Write(0, length);
    }

    public void Keep(byte[] input) => File.WriteAllBytes(Path.Combine(_folder, "corpus", NameOf(input)), input);

    /// <summary>Whether few findings are like this one.</summary>
    public bool IsNew(Verdict verdict) =>
        (_known[verdict.Kind!] = _known.GetValueOrDefault(verdict.Kind!) + 1) <= MostAlike;

    public void Report(Verdict verdict, byte[] input)
    {
        var file = Path.Combine(_folder, "findings", $"{verdict.Finding}-{NameOf(input)}");
        File.WriteAllBytes(file, input);
        File.WriteAllText(file + ".txt", verdict.Detail);
    }

    /// <summary>Puts the input at work aside: a reading process would have been ended at its limit.</summary>
    public void Refuse()
    {
        var input = new byte[_view.ReadInt32(0)];
        _view.ReadArray(sizeof(int), input, 0, input.Length);
        File.WriteAllBytes(Path.Combine(_folder, "refused", NameOf(input)), input);
        _view.Write(0, 0);
    }

    public void Dispose()
    {
        _view.Write(0, 0);
        _view.Dispose();
        _current.Dispose();
    }

    private static byte[] TakeCurrent(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return bytes.Length < sizeof(int) ? [] : bytes.AsSpan(sizeof(int), BitConverter.ToInt32(bytes, 0)).ToArray();
    }

    private static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];
}
