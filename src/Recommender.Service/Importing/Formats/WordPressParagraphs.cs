using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Formats;

/// <summary>Makes HTML of a body as WordPress stores it: blank lines part paragraphs, [shortcodes] go, their words stay.</summary>
internal static partial class WordPressParagraphs
{
    public static string Of(string body)
    {
        var html = Shortcode().Replace(body, "");
        return BlankLine().Replace(html, "<br>");
    }

    [GeneratedRegex(
        @"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption|youtube|vimeo|tweet|contact-form[\w-]*|" +
        @"vc_\w+|et_pb_\w+|fusion_\w+|su_\w+)(?:\s[^\]]*)?/?\]")]
    private static partial Regex Shortcode();

    [GeneratedRegex(@"\n[ \t\r]*\n")]
    private static partial Regex BlankLine();
}
