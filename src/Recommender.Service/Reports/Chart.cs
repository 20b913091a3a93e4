using System.Globalization;
using System.Net;
using System.Text;

namespace Recommender.Service.Reports;

/// <summary>
/// One chart as an SVG element: values become places, and lines, dots and words are drawn in the order of the calls. Words and dots have
/// the colour of the page's text, the rest its variables <c>--accent</c> and <c>--line</c>; so it fits light and dark pages. It has no
/// ids. Hidden from screen readers: the words beside it say the same.
/// </summary>
internal sealed class Chart
{
    // Narrow, so that a phone shows it in full size.
    private const int Width = 440;
    private const int FontSize = 13;
    private const int Top = 12;
    private const int Bottom = 50;
    // Half of the last tick's words reach beyond the axis.
    private const int Right = 26;
    // Of the fonts that readers have; a wider one only comes nearer to the edge.
    private const double LetterWidth = 6.6;
    private const int LongestName = 35;

    private static readonly int[] Steps = [1, 2, 5, 10];

    private readonly StringBuilder _svg = new();
    private readonly (double From, double To) _x;
    private readonly (double From, double To) _y;
    private readonly int _height;
    private readonly double _left;

    /// <param name="height">In the units of a width of 440, the axis and its words included.</param>
    /// <param name="x">Values at the left and right end.</param>
    /// <param name="y">Values at the bottom and top.</param>
    /// <param name="label">The label of the horizontal axis.</param>
    /// <param name="xTicks">Each gets a vertical line and its name below.</param>
    /// <param name="yTicks">Each gets its name at the left.</param>
    /// <param name="isGrid">Whether ticks at the left get a line, too.</param>
    public Chart(
        int height, (double From, double To) x, (double From, double To) y, string label,
        IReadOnlyList<(double At, string Name)> xTicks, IReadOnlyList<(double At, string Name)> yTicks, bool isGrid)
    {
        (_height, _x, _y) = (height, x, y);
        _left = 14 + LetterWidth * yTicks.Max(tick => Cut(tick.Name).Length);
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" font-size="{FontSize}" """);
        _svg.Append("""fill="currentColor" aria-hidden="true" focusable="false">""");
        foreach (var (at, name) in xTicks)
        {
            Stroke(at, y.From, at, y.To, 1, "var(--line)");
            Word(X(at), height - Bottom + 18, "middle", name);
        }

        foreach (var (at, name) in yTicks)
        {
            if (isGrid)
            {
                Stroke(x.From, at, x.To, at, 1, "var(--line)");
            }

            Word(_left - 8, Y(at) + FontSize * 0.35, "end", Cut(name));
        }

        Stroke(x.From, y.From, x.To, y.From, 1, "currentColor");
        Word((X(x.From) + X(x.To)) / 2, height - 10, "middle", label);
    }

    /// <summary>Round values between two ends, at most as many as wanted.</summary>
    public static IReadOnlyList<(double At, string Name)> Ticks(double from, double to, int most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / most)));
        var step = power * Steps.First(factor => (to - from) / (power * factor) <= most);
        var (first, last) = ((int)Math.Ceiling(from / step - 1e-9), (int)Math.Floor(to / step + 1e-9));
        return [.. Enumerable.Range(first, last - first + 1).Select(n => n * step)
            .Select(value => (value, value.ToString("0.######", CultureInfo.InvariantCulture)))];
    }

    /// <summary>A line between two points, in the accent's colour unless another is named.</summary>
    public void Stroke(
        double fromX, double fromY, double toX, double toY, double width, string color = "var(--accent)", string dashes = "none") =>
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"""<line x1="{X(fromX):0.##}" y1="{Y(fromY):0.##}" x2="{X(toX):0.##}" y2="{Y(toY):0.##}" """).Append(
            CultureInfo.InvariantCulture,
            $"""stroke="{color}" stroke-width="{width:0.##}" stroke-dasharray="{dashes}"/>""");

    /// <summary>A dot in the colour of the text: it must be seen on a thick line, too.</summary>
    public void Dot(double x, double y) =>
        _svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{X(x):0.##}" cy="{Y(y):0.##}" r="4.5"/>""");

    /// <summary>A dashed line over the whole width with its name at the left end, above it or below.</summary>
    public void Level(double y, string name, bool isNameBelow)
    {
        Stroke(_x.From, y, _x.To, y, 1.5, "currentColor", "6 4");
        Word(_left + 4, Y(y) + (isNameBelow ? FontSize + 2 : -5), "start", name);
    }

    /// <summary>The distance of two values of the vertical axis, in units of the chart.</summary>
    public double Apart(double y, double other) => Math.Abs(Y(y) - Y(other));

    public override string ToString() => _svg + "</svg>";

    private double X(double value) => _left + (value - _x.From) / (_x.To - _x.From) * (Width - Right - _left);

    private double Y(double value) => Top + (_y.To - value) / (_y.To - _y.From) * (_height - Top - Bottom);

    private void Word(double x, double y, string anchor, string text) => _svg.Append(
        CultureInfo.InvariantCulture, $"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}">{WebUtility.HtmlEncode(text)}</text>""");

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
