namespace Recommender.Service.Tests.Architecture;

public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_is_longer_than_140_characters() => Assert.Empty(
        LongLines().Select(line => $"{line.Path}({line.Number}): {line.Length}"));

    private static IEnumerable<(string Path, int Number, int Length)> LongLines() =>
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(SourceFile.Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(SourceFile.Root, file).Replace('\\', '/')
        where Path.GetExtension(path) is ".cs" or ".razor" or ".css" or ".js" or ".sh"
            && !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules")
        from line in File.ReadLines(file).Index()
        where line.Item.Length > Longest
        select (path, line.Index + 1, line.Item.Length);
}
