using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Converts a stored WordPress body to HTML: blank lines separate paragraphs; [shortcodes] are removed, their text stays.
/// </summary>
internal static partial class WordPressParagraphs
{
    public static string Of(string body)
    {
        var html = Shortcode().Replace(body, "");
        return BlankLine().Replace(html, "<br>");
    }

    [GeneratedRegex(
        @"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption|youtube|vimeo|tweet"
        + @"|contact-form[\w-]*|vc_\w+|et_pb_\w+|fusion_\w+|su_\w+)(?:\s[^\]]*)?/?\]", RegexOptions.NonBacktracking)]
    private static partial Regex Shortcode();

    [GeneratedRegex(@"\n[ \t\r]*\n")]
    private static partial Regex BlankLine();
}
