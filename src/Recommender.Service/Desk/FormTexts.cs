using System.Globalization;

namespace Recommender.Service.Desk;

/// <summary>Reads form fields; a blank text counts as missing.</summary>
internal static class FormTexts
{
    /// <summary>A trimmed field; null if it is blank or missing.</summary>
    public static string? Text(this IFormCollection form, string name) =>
        form[name].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <returns>Null if it is not a whole number from 0.</returns>
    public static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    /// <returns>Null if it is not a number from 0.</returns>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
