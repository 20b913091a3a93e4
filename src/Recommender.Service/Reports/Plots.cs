using System.Globalization;
using Recommender.Engine.Evaluation;

namespace Recommender.Service.Reports;

/// <summary>The reports' charts, each an SVG element for a page.</summary>
internal static class Plots
{
    private const int RowHeight = 28;

    /// <summary>The mean nDCG@10 of each ranking as a dot on its 95 % interval.</summary>
    public static string Quality(IReadOnlyList<SystemFigures> systems)
    {
        var most = Math.Max(0.1, systems.Max(s => s.High) * 1.05);
        var chart = Rows(
            [.. systems.Select(s => s.System)], (-0.02 * most, most), Chart.Ticks(0, most, 8), "nDCG@10, mean and 95 % interval");
        for (var i = 0; i < systems.Count; i++)
        {
            chart.Stroke(systems[i].Low, -i, systems[i].High, -i, 3);
            chart.Dot(systems[i].Mean.NdcgAt10, -i);
        }

        return chart.ToString();
    }

    public static string Coverage(IReadOnlyList<SystemFigures> systems) =>
        Bars([.. systems.Select(s => (s.System, 100 * s.Coverage))], "% of all articles shown under some query");

    public static string Importance(IReadOnlyList<FeatureImportance> features) =>
        Bars([.. features.Select(f => (f.Feature, 100 * f.Share))], "% of the gain of all splits");

    /// <summary>
    /// Thin line from the 10th to the 90th percentile, thick line for the middle half, a dot at the median; days on a logarithmic scale.
    /// </summary>
    public static string Ages(IReadOnlyList<AgeFigures> ages)
    {
        (double Days, string Name)[] ticks = [(0, "0"), (7, "week"), (30, "month"), (365, "year"), (3650, "10 years")];
        var most = Scale(Math.Max(3650, ages.Max(a => a.P90))) * 1.04;
        var chart = Rows(
            [.. ages.Select(a => a.System)], (-0.08, most), [.. ticks.Select(t => (Scale(t.Days), t.Name))],
            "how much older than the article of the page");
        for (var i = 0; i < ages.Count; i++)
        {
            chart.Stroke(Scale(ages[i].P10), -i, Scale(ages[i].P90), -i, 1.5);
            chart.Stroke(Scale(ages[i].P25), -i, Scale(ages[i].P75), -i, 8);
            chart.Dot(Scale(ages[i].Median), -i);
        }

        return chart.ToString();

        static double Scale(double days) => Math.Log10(1 + Math.Max(0, days));
    }

    /// <summary>nDCG@10 by the number of articles learned from, with 95 % intervals; other rankings as dashed lines.</summary>
    public static string LearningCurve(IReadOnlyList<LearningPoint> points, IReadOnlyList<(string Name, double Ndcg)> references)
    {
        var values = points.SelectMany(p => new[] { p.Low, p.High }).Concat(references.Select(r => r.Ndcg)).ToList();
        var (least, most) = (Math.Max(0, values.Min() - 0.03), values.Max() + 0.04);
        var chart = new Chart(
            8 * RowHeight + 66, (-1, points.Count - 0.7), (least, most), "nDCG@10, by articles with links that it learned from",
            [.. points.Select((p, i) => ((double)i, p.Queries.ToString(CultureInfo.InvariantCulture)))],
            Chart.Ticks(least, most, 6), isGrid: true);
        for (var i = 0; i < points.Count; i++)
        {
            chart.Stroke(i, points[i].Low, i, points[i].High, 3);
            if (i > 0)
            {
                chart.Stroke(i - 1, points[i - 1].NdcgAt10, i, points[i].NdcgAt10, 1.5);
            }

            chart.Dot(i, points[i].NdcgAt10);
        }

        foreach (var (name, ndcg) in references)
        {
            // The names of two lines close together would cover each other.
            chart.Level(ndcg, name, isNameBelow: references.Any(r => r.Ndcg > ndcg && chart.Apart(r.Ndcg, ndcg) < 18));
        }

        return chart.ToString();
    }

    /// <summary>How a figure went from one run to the next, the oldest first; null if a run has none.</summary>
    /// <param name="values">Two or more, at least one of them known.</param>
    /// <param name="label">Names the figure.</param>
    public static string History(IReadOnlyList<double?> values, string label)
    {
        var most = Math.Max(0.0001, values.Max() ?? 0) * 1.15;
        var chart = new Chart(
            5 * RowHeight + 66, (-0.5, values.Count - 0.5), (0, most), label,
            [(0, "oldest"), (values.Count - 1, "this run")], Chart.Ticks(0, most, 4), isGrid: true);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                continue;
            }

            if (i > 0 && values[i - 1] is { } before)
            {
                chart.Stroke(i - 1, before, i, value, 1.5);
            }

            chart.Dot(i, value);
        }

        return chart.ToString();
    }

    /// <summary>A bar a row, the first at the top.</summary>
    public static string Bars(IReadOnlyList<(string Name, double Value)> bars, string label)
    {
        var most = Math.Max(1, bars.Max(b => b.Value) * 1.08);
        var chart = Rows([.. bars.Select(b => b.Name)], (0, most), Chart.Ticks(0, most, 8), label);
        for (var i = 0; i < bars.Count; i++)
        {
            chart.Stroke(0, -i, bars[i].Value, -i, 12);
        }

        return chart.ToString();
    }

    private static Chart Rows(
        string[] names, (double From, double To) x, IReadOnlyList<(double At, string Name)> ticks, string label) =>
        new(names.Length * RowHeight + 66, x, (0.6 - names.Length, 0.6), label, ticks,
            [.. names.Select((name, i) => ((double)-i, name))], isGrid: false);
}
