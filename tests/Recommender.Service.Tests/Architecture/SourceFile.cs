using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Architecture;

/// <summary>A source file of the product.</summary>
/// <param name="Project">The project it belongs to.</param>
/// <param name="Path">Its path below the project's folder, with forward slashes.</param>
/// <param name="Text">What it holds.</param>
internal sealed partial record SourceFile(string Project, string Path, string Text)
{
    /// <summary>The top folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The top folder below the project's; "." for a file in the project's own.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : ".";

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The namespace that its folder stands for.</summary>
    public string FolderNamespace => string.Join('.', [Project, .. Path.Split('/')[..^1]]);

    public static IReadOnlyList<SourceFile> Of(string project)
    {
        var folder = System.IO.Path.Combine(Root, "src", project);
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => System.IO.Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => (path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)) && !Built().IsMatch(path))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(project, path, File.ReadAllText(System.IO.Path.Combine(folder, path)))),
        ];
    }

    /// <summary>Its using directives with their line numbers, from 1.</summary>
    public IEnumerable<(int Line, string Directive, string Namespace)> Usings() => Text.Split('\n')
        .Select((line, i) => (Line: i + 1, Match: Using().Match(line)))
        .Where(found => found.Match.Success)
        .Select(found => (found.Line, found.Match.Value.Trim(), found.Match.Groups["namespace"].Value));

    /// <summary>The types that it declares beside its namespace.</summary>
    public IEnumerable<string> Types() => TopLevelType().Matches(Text).Select(match => match.Groups["name"].Value);

    private static string FindRoot([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex("^(bin|obj)/")]
    private static partial Regex Built();

    [GeneratedRegex(@"^\s*@?using\s+(static\s+)?(\w+\s*=\s*)?(?<namespace>[\w.]+)\s*;?\s*$")]
    private static partial Regex Using();

    // Declarations beside a file's namespace begin their line; "file" types are of no concern to others.
    [GeneratedRegex(@"^((public|internal|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(class|interface|enum|struct|record(\s+(class|struct))?|delegate\s+[\w<>?\[\],. ]+?)\s+(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();
}
