using System.Text.RegularExpressions;
using Recommender.Service.Tests.Architecture;

namespace Recommender.Service.Tests.Docs;

/// <summary>Each attack of docs/operating/security.md names a test that exists.</summary>
public sealed partial class SecurityTableTests
{
    [Fact]
    public void Every_row_names_tests_that_exist()
    {
        var page = MarkdownPage.All().Single(page => page.Path == "docs/operating/security.md");
        var rows = page.Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| attack"))
            .Select(line => line.Split(" | ")).ToList();
        Assert.True(rows.Count > 50, $"{rows.Count} rows");

        Assert.Equal([], rows.Where(cells => cells.Length != 3).Select(cells => string.Join(" | ", cells)));
        Assert.Equal([], rows.Select(cells => cells[1])
            .Where(cell => cell != "the same" && !cell.StartsWith("none", StringComparison.Ordinal)).SelectMany(Missing));
    }

    private static IEnumerable<string> Missing(string cell)
    {
        var names = Name().Matches(cell).Select(match => match.Groups[1].Value).ToList();
        return names.Count == 0 ? [$"no test: {cell}"] : names.Where(name => !Exists(name));
    }

    private static bool Exists(string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return File.Exists(Path.Combine(SourceFile.Root, name));
        }

        var parts = name.Split('.', 2);
        return typeof(SecurityTableTests).Assembly.GetTypes().Where(type => type.Name == parts[0])
            .Any(type => parts.Length == 1 || type.GetMethods().Any(test => test.Name.StartsWith(parts[1], StringComparison.Ordinal)));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
