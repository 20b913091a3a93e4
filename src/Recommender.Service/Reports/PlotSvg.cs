using System.Globalization;
using System.Xml.Linq;

namespace Recommender.Service.Reports;

/// <summary>Fits a drawing to a page: several may stand on it, in any width, in its fonts, in light and dark.</summary>
internal static class PlotSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="drawing">SVG as Skia writes it.</param>
    /// <param name="prefix">Of ids; unique on the page.</param>
    /// <param name="colors">By colour of the drawing what takes its place; anything else is drawn in the colour of the page's text.</param>
    public static string Fit(string drawing, string prefix, IReadOnlyDictionary<string, string> colors)
    {
        var root = XDocument.Parse(drawing).Root!;
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}");
        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        // Skia leaves out black.
        root.SetAttributeValue("fill", "currentColor");
        // The words beside it say the same.
        root.SetAttributeValue("aria-hidden", "true");
        root.SetAttributeValue("focusable", "false");
        root.Elements(Svg + "rect").Where(rect => rect.Attribute("fill")?.Value == "white").Remove();
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            Recolor(element, colors);
            if (element.Name == Svg + "text")
            {
                Anchor(element);
            }

            if (element.Attribute("id") is { } id)
            {
                id.Value = prefix + id.Value;
            }

            if (element.Attribute("clip-path") is { } clip)
            {
                clip.Value = clip.Value.Replace("#", "#" + prefix, StringComparison.Ordinal);
            }
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static void Recolor(XElement element, IReadOnlyDictionary<string, string> colors)
    {
        foreach (var name in (string[])["fill", "stroke"])
        {
            if (element.Attribute(name) is { Value: not "none" } attribute)
            {
                attribute.Value = colors.GetValueOrDefault(attribute.Value.ToUpperInvariant(), "currentColor");
            }
        }
    }

    // Skia places every letter for the font of the machine that draws. The reader's has other widths: only the side that a word leans on stays.
    private static void Anchor(XElement text)
    {
        var x = Numbers(text.Attribute("x"));
        var y = Numbers(text.Attribute("y"));
        text.Value = text.Value.Trim();
        text.SetAttributeValue("font-family", null);
        if (x.Length == 0)
        {
            return;
        }

        var width = x.Length == 1 ? -2 * x[0] : (x[^1] - x[0]) * x.Length / (x.Length - 1);
        var (anchor, at) = x[0] > -1 ? ("start", x[0]) : x[0] + width / 2 > -width / 4 ? ("middle", 0) : ("end", 0f);
        text.SetAttributeValue("text-anchor", anchor);
        text.SetAttributeValue("x", at.ToString(CultureInfo.InvariantCulture));
        text.SetAttributeValue("y", y.FirstOrDefault().ToString(CultureInfo.InvariantCulture));
    }

    private static float[] Numbers(XAttribute? list) =>
        [.. (list?.Value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
}
