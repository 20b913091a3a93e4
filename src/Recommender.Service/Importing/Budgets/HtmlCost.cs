using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Counts what a tree of HTML costs at most, in one pass of the tokenizer, before the tree is built. A tree builder scans its open elements
/// for each tag, and repeats formatting elements that are left open in each block: both grow with the square of a text's length.
/// </summary>
internal sealed class HtmlCost
{
    // With so few tags, no text can cost much: at worst, 300 elements are repeated 300 times.
    private const int FewTags = 600;
    private const int ShortText = 20_000;

    private const int MaxTags = 60_000;
    private const int MaxDepth = 900;
    private const long MaxSteps = 6_000_000;
    private const long MaxRepeated = 300_000;
    private const long MaxAttributeSteps = 4_000_000;

    private readonly OpenElements _open = new();
    private int _tags;
    private long _steps;
    private long _repeated;
    private long _attributeSteps;
    private bool _hasIslands;

    /// <summary>Whether a tree of this HTML is built within milliseconds and some megabytes, whatever its author intends.</summary>
    public static bool IsSmall(string html)
    {
        var tags = html.AsSpan().Count('<');
        // A CDATA section hides tags in SVG, and ends early elsewhere.
        return (tags <= FewTags && html.Length <= ShortText)
            || (tags <= 2 * MaxTags && !html.Contains("<![CDATA[", StringComparison.Ordinal) && new HtmlCost().Fits(html));
    }

    private bool Fits(string html)
    {
        using var source = new TextSource(html);
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true, SkipDataText = true, SkipPlaintext = true,
            SkipRawText = true, SkipRCDataText = true, SkipScriptText = true, DisableElementPositionTracking = true,
        };
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token is not HtmlTagToken tag)
            {
                continue;
            }

            if (tag.Type == HtmlTokenType.StartTag && Mode(tag.Name) is { } mode)
            {
                // Within these, a tree builder reads the content of such an element as markup, or ignores the element.
                if (_hasIslands)
                {
                    return false;
                }

                tokens.State = mode;
            }

            if (!Fits(tag))
            {
                return false;
            }
        }

        return true;
    }

    private bool Fits(HtmlTagToken tag)
    {
        _hasIslands |= tag.Name is "svg" or "math" or "select" or "frameset" or "template";
        if (tag.Type == HtmlTokenType.StartTag)
        {
            _open.Start(tag.Name, tag.IsSelfClosing);
        }
        else
        {
            _open.End(tag.Name);
        }

        _tags++;
        _steps += _open.Depth + 1;
        _repeated += _open.Formatting;
        _attributeSteps += (long)tag.Attributes.Count * tag.Attributes.Count;
        return _tags <= MaxTags && _open.Depth <= MaxDepth && _steps <= MaxSteps && _repeated <= MaxRepeated
            && _attributeSteps <= MaxAttributeSteps;
    }

    private static HtmlParseMode? Mode(string element) => element switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => null,
    };
}
