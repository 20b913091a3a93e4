using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Architecture;

/// <summary>A source file of the product.</summary>
/// <param name="Path">Relative to the project's folder, with forward slashes.</param>
internal sealed partial record SourceFile(string Project, string Path, string Text)
{
    /// <summary>The top folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The top folder within the project; "." for a file directly in the project's folder.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : ".";

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The namespace required by its folder.</summary>
    public string FolderNamespace => string.Join('.', [Project, .. Path.Split('/')[..^1]]);

    public static IReadOnlyList<SourceFile> Of(string project)
    {
        var folder = System.IO.Path.Combine(Root, "src", project);
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => System.IO.Path.GetExtension(path) is ".cs" or ".razor" && !Built().IsMatch(path))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(project, path, File.ReadAllText(System.IO.Path.Combine(folder, path)))),
        ];
    }

    /// <summary>Its using directives with their line numbers, from 1.</summary>
    public IEnumerable<(int Line, string Directive, string Namespace)> Usings() => Text.Split('\n')
        .Select((line, i) => (Line: i + 1, Match: Using().Match(line)))
        .Where(found => found.Match.Success)
        .Select(found => (found.Line, found.Match.Value.Trim(), found.Match.Groups["namespace"].Value));

    /// <summary>The top-level types that it declares.</summary>
    public IEnumerable<string> Types() => TopLevelType().Matches(Text).Select(match => match.Groups["name"].Value);

    private static string FindRoot([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("^(bin|obj)/")]
    private static partial Regex Built();

    [GeneratedRegex(@"^\s*@?using\s+(static\s+)?(\w+\s*=\s*)?(?<namespace>[\w.]+)\s*;?\s*$")]
    private static partial Regex Using();

    // Top-level declarations are not indented. "file" types cannot be used by other files.
    [GeneratedRegex(
        """
        ^((public|internal|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*
        (class|interface|enum|struct|record(\s+(class|struct))?|delegate\s+[\w<>?\[\],.\ ]+?)\s+(?<name>\w+)
        """,
        RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TopLevelType();
}
