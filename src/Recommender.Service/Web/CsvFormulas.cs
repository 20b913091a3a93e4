using System.Text.RegularExpressions;

namespace Recommender.Service.Web;

/// <summary>
/// Prevents texts in CSV files from being run as formulas by spreadsheets: at the start of a cell, also in full-width characters, and after
/// a character that a spreadsheet set to another language takes for the end of a cell.
/// </summary>
internal static partial class CsvFormulas
{
    private const string CellStart = "(?<=(?:^|[;\\t\\r\\n])[ \"\u00a0\u3000]*)";
    private const string Start = "(?='*[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20])";

    /// <summary>The text, with an apostrophe in front of what a spreadsheet would run; <see cref="Unguarded"/> removes it.</summary>
    public static string? Guarded(string? text) => text is null ? null : Formula().Replace(text, "'");

    public static string Unguarded(string text) => Guard().Replace(text, "");

    [GeneratedRegex(CellStart + Start)]
    private static partial Regex Formula();

    [GeneratedRegex(CellStart + "'" + Start)]
    private static partial Regex Guard();
}
