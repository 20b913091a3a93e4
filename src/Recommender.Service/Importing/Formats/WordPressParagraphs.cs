using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Converts a stored WordPress body to HTML: blank lines separate paragraphs.
/// </summary>
internal static partial class WordPressParagraphs
{
    public static string Of(string body)
    {
        return BlankLine().Replace(body, "<br>");
    }

    [GeneratedRegex(@"\n[ \t\r]*\n")]
    private static partial Regex BlankLine();
}
