namespace Recommender.Benchmarks.Measuring;

/// <summary>A Markdown table, in the form of docs/benchmarks.md.</summary>
internal sealed class MarkdownTable(params IEnumerable<string> head)
{
    /// <summary>The cell for a missing figure.</summary>
    public const string None = "-";

    private readonly List<string> _lines = [Line(head), Line(head.Select(_ => "---"))];

    public void Add(params IEnumerable<string> cells) => _lines.Add(Line(cells));

    public void Write(TextWriter output)
    {
        foreach (var line in _lines)
        {
            output.WriteLine(line);
        }

        output.WriteLine();
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
