using System.Globalization;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Prints a report on a terminal.</summary>
internal static class ReportText
{
    private const int NameWidth = 40;

    public static void Write(TextWriter output, ClickReport report)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Site}, {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd} ({report.TimeZone})"));
        if (FigureWords.Clients(report) is { } clients)
        {
            output.WriteLine($"clients: {clients}");
        }

        if (FigureWords.Dropped(report.Dropped) is { } dropped)
        {
            output.WriteLine($"not counted: {dropped}");
        }

        Table(output, "total", [report.Total]);
        Table(output, "slot", report.Slots);
        Table(output, "source", report.Sources);
        Table(output, "section", report.Sections);
        Table(output, "age", report.Ages);
        Table(output, "model", report.Models);
        Pairs(output, "clicked more than expected", report.Top);
        Pairs(output, "clicked less than expected", report.Flop);
    }

    private static void Pairs(TextWriter output, string head, IReadOnlyList<PairFigures> pairs) =>
        Table(output, head, [.. pairs.Select(pair => pair with { Name = $"{pair.Name} < {pair.PageTitle}" })]);

    private static void Table(TextWriter output, string head, IReadOnlyList<ClickFigures> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{head,-NameWidth}  impressions   clicks  click rate, 95 %          corrected, 95 %");
        foreach (var row in rows)
        {
            output.WriteLine($"{Name(row.Name),-NameWidth}  {row.Impressions,11}  {row.Clicks,7}  {FigureWords.Rate(row.Rate),-24}  "
                + $"{FigureWords.Corrected(row.Corrected)}");
        }
    }

    // Titles come from outside: control characters must not reach the terminal.
    private static string Name(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return plain.Length == 0 ? "(none)" : plain.Length <= NameWidth ? plain : plain[..(NameWidth - 1)] + "…";
    }
}
