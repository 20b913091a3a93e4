using System.Globalization;
using System.Xml.Linq;

namespace Recommender.Service.Reports;

/// <summary>Adapts a drawing to a page: several can be on one page, at any width, in the page's fonts, in light and dark mode.</summary>
internal static class PlotSvg
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="drawing">SVG as written by Skia.</param>
    /// <param name="prefix">Prefix of ids; unique on the page.</param>
    /// <param name="colors">Replacements of the drawing's colours; other colours become the page's text colour.</param>
    public static string Fit(string drawing, string prefix, IReadOnlyDictionary<string, string> colors)
    {
        var root = XDocument.Parse(drawing).Root!;
        root.SetAttributeValue("viewBox", $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}");
        root.SetAttributeValue("width", null);
        root.SetAttributeValue("height", null);
        // Skia omits black.
        root.SetAttributeValue("fill", "currentColor");
        // The text beside the drawing gives the same information.
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

    // Skia positions every letter for the font of the drawing machine. The reader's font has other widths, so only the text's anchor is
    // kept.
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
        [.. (list?.Value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
}
