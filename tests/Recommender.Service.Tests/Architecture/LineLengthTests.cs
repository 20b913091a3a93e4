namespace Recommender.Service.Tests.Architecture;

public sealed class LineLengthTests
{
    private const int Longest = 140;

    // Files and folders that still have longer lines. The list may only become shorter.
    private static readonly string[] NotYet =
    [
        "tests/Recommender.Service.Tests/Blocks",
        "tests/Recommender.Service.Tests/Desk",
        "tests/Recommender.Service.Tests/Editing",
    ];

    [Fact]
    public void No_line_is_longer_than_140_characters() => Assert.Empty(
        LongLines().Where(line => !NotYet.Any(folder => IsIn(folder, line.Path)))
        .Select(line => $"{line.Path}({line.Number}): {line.Length}"));

    private static bool IsIn(string folder, string path) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static IEnumerable<(string Path, int Number, int Length)> LongLines() =>
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(SourceFile.Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(SourceFile.Root, file).Replace('\\', '/')
        where Path.GetExtension(path) is ".cs" or ".razor" or ".css" or ".js" or ".sh"
            && !path.Split('/').Any(part => part is "bin" or "obj")
        from line in File.ReadLines(file).Index()
        where line.Item.Length > Longest
        select (path, line.Index + 1, line.Item.Length);
}
