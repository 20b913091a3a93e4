using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Durability;

/// <summary>The progress that processes reported before they were killed.</summary>
internal sealed partial class ReportedProgress
{
    public bool WasRunning { get; set; }

    public Work Last { get; set; }

    public int Items { get; private set; }

    public string? Report { get; private set; }

    public string? Model { get; private set; }

    public void Add((string Output, string Errors) text)
    {
        foreach (Match line in Progress().Matches(text.Errors))
        {
            Items = int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        Report ??= ReportLine().Match(text.Output) is { Success: true } report ? report.Value : null;
        Model ??= ModelLine().Match(text.Output) is { Success: true } model ? model.Groups[1].Value : null;
    }

    [GeneratedRegex("^importing .*: ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Progress();

    [GeneratedRegex("^[0-9]+ new, .* skipped$", RegexOptions.Multiline)]
    private static partial Regex ReportLine();

    [GeneratedRegex("^Model ([0-9a-f-]+) of .*$", RegexOptions.Multiline)]
    private static partial Regex ModelLine();
}
