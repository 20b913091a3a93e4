using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Recommender.Benchmarks.Measuring;

namespace Recommender.Benchmarks;

/// <summary>
/// <c>house</c>: the size of files and methods of each project of a clone, and which of its top folders use each other in a circle.
/// </summary>
internal sealed class HouseCommand : Command
{
    private readonly Argument<string> _clone =
        new("CLONE") { Description = "A clone of the repository; two of them are compared by two runs" };

    public HouseCommand() : base("house", "Lines of files and methods by project, circles between top folders, bytes of README.md.")
    {
        Arguments.Add(_clone);
        SetAction(parsed => Run(parsed.GetRequiredValue(_clone)));
    }

    private static int Run(string clone)
    {
        var table = new MarkdownTable(
            "project", "files", "lines a file: median", "95th", "longest", "methods", "lines a method: median", "95th", "longest",
            "folders", "top folders", "in circles");
        string[] folders =
            [.. Directory.GetDirectories(Path.Combine(clone, "src")), .. Directory.GetDirectories(Path.Combine(clone, "tests"))];
        foreach (var project in folders.Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()).Order(StringComparer.Ordinal))
        {
            table.Add(Row(project));
        }

        table.Write(Console.Out);
        Console.WriteLine($"README.md: {new FileInfo(Path.Combine(clone, "README.md")).Length} bytes");
        return 0;
    }

    private static IEnumerable<string> Row(string project)
    {
        var files = Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && TopOf(project, file) is not ("bin" or "obj"))
            .ToList();
        int[] lines = [.. files.Select(file => File.ReadLines(file).Count()).Order()];
        int[] methods = [.. files.Where(file => Path.GetExtension(file) == ".cs").SelectMany(Methods).Order()];
        var uses = files.GroupBy(file => TopOf(project, file)).ToDictionary(
            folder => folder.Key,
            folder => folder.SelectMany(file => Uses(Path.GetFileName(project), file)).Where(to => to != folder.Key).ToHashSet());
        int[] figures =
        [
            files.Count, At(lines, .5), At(lines, .95), At(lines, 1), methods.Length, At(methods, .5), At(methods, .95), At(methods, 1),
            files.Select(Path.GetDirectoryName).Distinct().Count(), uses.Count, uses.Keys.Count(folder => Reaches(uses, folder, folder)),
        ];
        return [Path.GetFileName(project), .. figures.Select(figure => figure.ToString(CultureInfo.InvariantCulture))];
    }

    // Bodies and expression bodies alike, from the first line of the declaration to the last, without its docstring.
    private static IEnumerable<int> Methods(string file) => CSharpSyntaxTree
        .ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot()
        .DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        .Select(method => method.SyntaxTree.GetLineSpan(method.Span))
        .Select(span => span.EndLinePosition.Line - span.StartLinePosition.Line + 1);

    private static string TopOf(string project, string file) =>
        Path.GetRelativePath(project, file).Replace('\\', '/').Split('/') is [var top, _, ..] ? top : ".";

    private static IEnumerable<string> Uses(string project, string file) => File.ReadLines(file)
        .Select(line => line.Trim().TrimStart('@'))
        .Where(line => line.StartsWith($"using {project}.", StringComparison.Ordinal))
        .Select(line => line[$"using {project}.".Length..].TrimEnd(';').Split('.')[0]);

    private static bool Reaches(Dictionary<string, HashSet<string>> uses, string from, string to)
    {
        var (seen, next) = (new HashSet<string>(), new Stack<string>(uses[from]));
        while (next.TryPop(out var folder))
        {
            if (folder == to)
            {
                return true;
            }

            if (seen.Add(folder) && uses.TryGetValue(folder, out var more))
            {
                foreach (var one in more)
                {
                    next.Push(one);
                }
            }
        }

        return false;
    }

    private static int At(int[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
