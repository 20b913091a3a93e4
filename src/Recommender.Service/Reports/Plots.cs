using System.Globalization;
using Recommender.Engine.Evaluation;
using ScottPlot;

namespace Recommender.Service.Reports;

/// <summary>The report's drawings as inline SVG, narrow enough for a phone to show them at full size.</summary>
internal static class Plots
{
    private const int Width = 440;
    private const int RowHeight = 28;
    private const int FontSize = 13;

    // The names used by the page's stylesheet.
    private const string Accent = "#0A5C63";
    private const string Line = "#DEDAD2";
    private static readonly Color Ink = Color.FromHex("#000000");
    private static readonly Dictionary<string, string> Colors = new() { [Accent] = "var(--accent)", [Line] = "var(--line)" };

    static Plots() => PlotFont.Use();

    public static string Quality(IReadOnlyList<SystemFigures> systems)
    {
        var plot = Rows([.. systems.Select(s => s.System)], "nDCG@10, mean and 95 % interval");
        for (var i = 0; i < systems.Count; i++)
        {
            Stroke(plot, systems[i].Low, -i, systems[i].High, -i, 3);
            Dot(plot, systems[i].Mean.NdcgAt10, -i);
        }

        plot.Axes.SetLimitsX(-0.02, Math.Max(0.1, systems.Max(s => s.High) * 1.05));
        return Draw(plot, systems.Count, "quality-");
    }

    public static string Coverage(IReadOnlyList<SystemFigures> systems) => Bars(
        [.. systems.Select(s => (s.System, 100 * s.Coverage))], "% of all articles shown for any query", "coverage-");

    public static string Importance(IReadOnlyList<FeatureImportance> features, string prefix) => Bars(
        [.. features.Select(f => (f.Feature, 100 * f.Share))], "% of the gain of all splits", prefix);

    /// <summary>
    /// Thin line from the 10th to the 90th percentile, thick line for the middle half, a dot at the median; days on a logarithmic scale.
    /// </summary>
    public static string Ages(IReadOnlyList<AgeFigures> ages)
    {
        var plot = Rows([.. ages.Select(a => a.System)], "age relative to the article");
        for (var i = 0; i < ages.Count; i++)
        {
            Stroke(plot, Scale(ages[i].P10), -i, Scale(ages[i].P90), -i, 1.5f);
            Stroke(plot, Scale(ages[i].P25), -i, Scale(ages[i].P75), -i, 8);
            Dot(plot, Scale(ages[i].Median), -i);
        }

        (double Days, string Name)[] ticks = [(0, "0"), (7, "week"), (30, "month"), (365, "year"), (3650, "10 years")];
        plot.Axes.Bottom.SetTicks([.. ticks.Select(t => Scale(t.Days))], [.. ticks.Select(t => t.Name)]);
        plot.Axes.SetLimitsX(-0.08, Scale(Math.Max(3650, ages.Max(a => a.P90))) * 1.08);
        return Draw(plot, ages.Count, "ages-");

        static double Scale(double days) => Math.Log10(1 + Math.Max(0, days));
    }

    public static string LearningCurve(IReadOnlyList<LearningPoint> points, IReadOnlyList<(string Name, double Ndcg)> references)
    {
        var plot = Empty("number of training articles with links");
        for (var i = 0; i < points.Count; i++)
        {
            Stroke(plot, i, points[i].Low, i, points[i].High, 3);
            Dot(plot, i, points[i].NdcgAt10);
            if (i > 0)
            {
                Stroke(plot, i - 1, points[i - 1].NdcgAt10, i, points[i].NdcgAt10, 1.5f);
            }
        }

        foreach (var (name, ndcg) in references)
        {
            plot.Add.HorizontalLine(ndcg, 1.5f, Ink, LinePattern.Dashed);
            var label = plot.Add.Text(name, -0.95, ndcg);
            (label.LabelFontSize, label.LabelAlignment, label.OffsetY) = (FontSize, Alignment.LowerLeft, -3);
        }

        plot.Axes.Bottom.SetTicks([.. points.Select((_, i) => (double)i)],
            [.. points.Select(p => p.Queries.ToString(CultureInfo.InvariantCulture))]);
        var values = points.SelectMany(p => new[] { p.Low, p.High }).Concat(references.Select(r => r.Ndcg)).ToList();
        plot.Axes.SetLimits(-1, points.Count - 0.7, Math.Max(0, values.Min() - 0.03), values.Max() + 0.04);
        plot.YLabel("nDCG@10", FontSize);
        plot.Axes.Left.Label.Bold = false;
        return Draw(plot, 8, "curve-");
    }

    /// <summary>How a figure changed over time, oldest first; null entries are gaps.</summary>
    /// <param name="values">Two or more.</param>
    /// <param name="label">Label of the horizontal axis.</param>
    /// <param name="prefix">Prefix of ids; unique on the page.</param>
    public static string History(IReadOnlyList<double?> values, string label, string prefix)
    {
        var plot = Empty(label);
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is not { } value)
            {
                continue;
            }

            Dot(plot, i, value);
            if (i > 0 && values[i - 1] is { } before)
            {
                Stroke(plot, i - 1, before, i, value, 1.5f);
            }
        }

        var known = values.OfType<double>().ToList();
        // Half of the topmost tick's label reaches beyond the axis.
        (plot.Axes.Top.IsVisible, plot.Axes.Top.FrameLineStyle.Width, plot.Axes.Top.MinimumSize) = (true, 0, 12);
        plot.Axes.Top.SetTicks([], []);
        plot.Axes.Bottom.SetTicks([0, values.Count - 1], ["oldest", "this run"]);
        plot.Axes.SetLimits(-0.5, values.Count - 0.5, 0, Math.Max(0.0001, known.Max()) * 1.15);
        return Draw(plot, 5, prefix);
    }

    internal static string Bars(IReadOnlyList<(string Name, double Value)> bars, string label, string prefix)
    {
        var plot = Rows([.. bars.Select(b => b.Name)], label);
        for (var i = 0; i < bars.Count; i++)
        {
            Stroke(plot, 0, -i, bars[i].Value, -i, 12);
        }

        plot.Axes.SetLimitsX(0, Math.Max(1, bars.Max(b => b.Value) * 1.08));
        return Draw(plot, bars.Count, prefix);
    }

    private static Plot Rows(string[] names, string label)
    {
        var plot = Empty(label);
        plot.Axes.Left.SetTicks([.. names.Select((_, i) => (double)-i)], names);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Left.FrameLineStyle.Width = 0;
        plot.Axes.SetLimitsY(0.6 - names.Length, 0.6);
        plot.Grid.YAxisStyle.IsVisible = false;
        return plot;
    }

    private static Plot Empty(string label)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = plot.DataBackground.Color = ScottPlot.Colors.Transparent;
        plot.Axes.Top.IsVisible = false;
        // Half of the last tick's label reaches beyond the axis.
        (plot.Axes.Right.FrameLineStyle.Width, plot.Axes.Right.MinimumSize) = (0, 26);
        plot.Grid.MajorLineColor = Color.FromHex(Line);
        plot.XLabel(label, FontSize);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Bottom.TickLabelStyle.FontSize = plot.Axes.Left.TickLabelStyle.FontSize = FontSize;
        plot.Axes.Bottom.MinorTickStyle.Length = plot.Axes.Left.MinorTickStyle.Length = 0;
        return plot;
    }

    private static void Stroke(Plot plot, double fromX, double fromY, double toX, double toY, float width)
    {
        var line = plot.Add.Line(fromX, fromY, toX, toY);
        (line.LineColor, line.LineWidth, line.MarkerSize) = (Color.FromHex(Accent), width, 0);
    }

    // Ink on the accent colour: it must be visible on the thick line too.
    private static void Dot(Plot plot, double x, double y) => plot.Add.Marker(x, y, MarkerShape.FilledCircle, 9, Ink);

    private static string Draw(Plot plot, int rows, string prefix) =>
        PlotSvg.Fit(plot.GetSvgXml(Width, rows * RowHeight + 66), prefix, Colors);
}
