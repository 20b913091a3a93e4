namespace Recommender.Service.Web;

/// <summary>Prevents texts in CSV files from being run as formulas by spreadsheets.</summary>
internal static class CsvFormulas
{
    private const string Starts = "=+-@\t\r";

    /// <summary>The text, with an apostrophe in front if a spreadsheet would run it; <see cref="Unguarded"/> removes it.</summary>
    public static string? Guarded(string? text) => IsFormula(text) ? $"'{text}" : text;

    public static string Unguarded(string text) => text.StartsWith('\'') && IsFormula(text[1..]) ? text[1..] : text;

    private static bool IsFormula(string? text) =>
        text?.TrimStart('\'') is { Length: > 0 } rest && Starts.Contains(rest[0], StringComparison.Ordinal);
}
