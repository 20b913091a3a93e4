using System.Globalization;

namespace Recommender.Service.Desk;

/// <summary>Reads what forms send: texts, which say nothing where they are blank.</summary>
internal static class FormTexts
{
    /// <summary>A field without the space around it; null where it is blank or missing.</summary>
    public static string? Text(this IFormCollection form, string name) =>
        form[name].ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <returns>Null for what is no whole number from 0.</returns>
    public static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>Null for what is no number from 0.</returns>
    public static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
