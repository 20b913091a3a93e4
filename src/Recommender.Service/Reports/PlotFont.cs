using ScottPlot;
using SkiaSharp;

namespace Recommender.Service.Reports;

/// <summary>
/// The font used to lay out plots: on a server without fonts Skia silently omits all text. Readers see the page's own font.
/// </summary>
internal sealed class PlotFont : IFontResolver
{
    public const string Name = "DejaVu Sans of the report";

    private static readonly Lazy<SKTypeface> Typeface = new(() =>
    {
        using var font = typeof(PlotFont).Assembly.GetManifestResourceStream("plots.ttf")!;
        return SKTypeface.FromStream(font);
    });

    private PlotFont()
    {
    }

    /// <summary>Sets it as the font of all plots.</summary>
    public static void Use()
    {
        Fonts.FontResolvers.Insert(0, new PlotFont());
        Fonts.Default = Name;
    }

    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Typeface.Value : null;

    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface.Value : null;
}
