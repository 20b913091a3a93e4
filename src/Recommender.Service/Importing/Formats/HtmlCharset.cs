using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>Finds the encoding declared in a page's meta elements.</summary>
internal static partial class HtmlCharset
{
    /// <summary>The first known encoding declared in a meta element; null if there is none.</summary>
    /// <param name="head">The first bytes of a page in an encoding that contains ASCII.</param>
    public static Encoding? Of(ReadOnlySpan<byte> head)
    {
        using var source = new TextSource(Encoding.Latin1.GetString(head));
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true, SkipDataText = true, SkipPlaintext = true,
            SkipRawText = true, SkipRCDataText = true, SkipScriptText = true,
        };
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token is not HtmlTagToken { Type: HtmlTokenType.StartTag } tag)
            {
                continue;
            }

            if (tag.Name == "meta" && CharsetLabels.Find(Named(tag)) is { } encoding)
            {
                return encoding;
            }

            // Apparent markup inside these elements is text.
            tokens.State = tag.Name switch
            {
                "script" => HtmlParseMode.Script,
                "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
                "title" or "textarea" => HtmlParseMode.RCData,
                "plaintext" => HtmlParseMode.Plaintext,
                _ => tokens.State,
            };
        }

        return null;
    }

    private static string? Named(HtmlTagToken meta)
    {
        if (meta.GetAttribute("charset") is { Length: > 0 } charset)
        {
            return charset;
        }

        return meta.GetAttribute("http-equiv").Trim().Equals("content-type", StringComparison.OrdinalIgnoreCase)
            && InContent().Match(meta.GetAttribute("content")) is { Success: true } match ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("""charset\s*=\s*["']?([^\s;"']+)""", RegexOptions.IgnoreCase)]
    private static partial Regex InContent();
}
