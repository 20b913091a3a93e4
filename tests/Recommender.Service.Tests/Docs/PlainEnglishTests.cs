using Recommender.Service.Tests.Architecture;

namespace Recommender.Service.Tests.Docs;

public sealed class PlainEnglishTests
{
    private static readonly string[] Folders = ["src", "tests"];
    private static readonly string[] Kinds = [".cs", ".csproj", ".razor", ".js", ".php"];

    [Fact]
    public void No_page_uses_the_phrases_of_the_glossary() => Assert.Empty(
        MarkdownPage.All().SelectMany(page => Faults(page.Path, PlainEnglish.WithoutQuoted(page.Text))));

    [Fact]
    public void No_comment_string_label_or_test_name_uses_them() => Assert.Empty(
        SourceFiles().SelectMany(file => Faults(file.Path, file.Text)));

    [Theory]
    [InlineData("The client is told 503.", "is told")]
    [InlineData("/// Values are parted\n    /// by commas.", "parted by")]
    [InlineData("$\"'{x}' is \"\n    + $\"no site name\"", "is no site")]
    [InlineData("x\ny\nFor\never.", "For ever")]
    [InlineData("void A_client_is_told()", "is told")]
    public void A_phrase_across_a_line_end_or_in_a_name_is_found(string text, string phrase) =>
        Assert.Equal(phrase, System.Text.RegularExpressions.Regex.Replace(Assert.Single(PlainEnglish.Faults(text)).Phrase, " +", " "));

    [Fact]
    public void The_line_of_a_phrase_is_reported() =>
        Assert.Equal([4, 6], PlainEnglish.Faults("One.\n\n\nIt is told.\n\nAgain parted\nby.").Select(fault => fault.Line));

    [Theory]
    [InlineData("There is no cache. It is no longer live. Is not told apart.")]
    [InlineData("where items.IsNone")]
    public void Plain_sentences_pass(string text) => Assert.Empty(PlainEnglish.Faults(text));

    private static IEnumerable<string> Faults(string path, string text) =>
        PlainEnglish.Faults(text).Select(fault => $"{path}({fault.Line}): {fault.Phrase}");

    private static IEnumerable<(string Path, string Text)> SourceFiles() =>
        Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceFile.Root, folder), "*", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(SourceFile.Root, file).Replace('\\', '/'))
            .Where(path => Kinds.Contains(Path.GetExtension(path)) && !path.Split('/')
                .Any(part => part is "bin" or "obj" or "node_modules"))
            // This file quotes the phrases.
            .Where(path => Path.GetFileName(path) != $"{nameof(PlainEnglishTests)}.cs")
            .Select(path => (path, File.ReadAllText(Path.Combine(SourceFile.Root, path))));
}
