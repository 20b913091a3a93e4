namespace Recommender.Service.Web;

/// <summary>Keeps texts in CSV from being formulas of a spreadsheet.</summary>
internal static class CsvFormulas
{
    private const string Starts = "=+-@\t\r";

    /// <summary>The text, with one more mark before what a spreadsheet would run; <see cref="Unguarded"/> takes it off again.</summary>
    public static string? Guarded(string? text) => IsFormula(text) ? $"'{text}" : text;

    public static string Unguarded(string text) => text.StartsWith('\'') && IsFormula(text[1..]) ? text[1..] : text;

    private static bool IsFormula(string? text) =>
        text?.TrimStart('\'') is { Length: > 0 } rest && Starts.Contains(rest[0], StringComparison.Ordinal);
}
