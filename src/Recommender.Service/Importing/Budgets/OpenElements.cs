namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// The elements that a tree builder of HTML may have open, never fewer than it has. An end tag removes an element only if every tree
/// builder does so: it closes nothing if there is no such element, or if the element is outside of a table cell or the like.
/// </summary>
internal sealed class OpenElements
{
    private static readonly HashSet<string> Void =
    [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param",
        "source", "track", "wbr",
    ];

    private static readonly HashSet<string> FormattingNames =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    // No end tag reaches an element above these, apart from those of tables.
    private static readonly HashSet<string> Walls =
        ["applet", "caption", "html", "table", "td", "th", "marquee", "object", "template", "svg", "math", "select"];

    private static readonly HashSet<string> TableWalls =
        ["applet", "html", "table", "marquee", "object", "template", "svg", "math", "select"];

    private static readonly HashSet<string> TableParts = ["table", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", "td", "th"];

    // Their end tags also end what is open within them; their start tags end a paragraph.
    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption", "figure",
        "footer", "header", "hgroup", "listing", "main", "menu", "nav", "ol", "pre", "search", "section", "summary", "ul", "p", "li", "dd",
        "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    ];

    // The end tag of an inline element does not reach above these.
    private static readonly HashSet<string> Special =
    [
        .. Blocks, .. Walls, .. TableParts, "body", "button", "form", "frameset", "head", "iframe", "noembed", "noframes", "noscript",
        "plaintext", "script", "style", "textarea", "title", "xmp",
    ];

    private static readonly HashSet<string> ParagraphWalls = [.. Walls, "button"];
    private static readonly HashSet<string> ListWalls = [.. Walls, "ol", "ul"];
    private static readonly HashSet<string> ItemWalls = [.. Special.Except(["address", "div", "p"])];

    private readonly List<string> _open = [];
    private int _graphics;
    private bool _leftGraphics;
    private bool _hasSelect;

    public int Depth => _open.Count;

    /// <summary>The open formatting elements, which are repeated in each block after them.</summary>
    public int Formatting { get; private set; }

    public void Start(string name, bool isSelfClosing)
    {
        if (Blocks.Contains(name))
        {
            // Markup of pages ends a graphic.
            _leftGraphics |= _graphics > 0;
            Remove("p", ParagraphWalls);
            if (name is "li")
            {
                Remove("li", ItemWalls);
            }
            else if (name is "dd" or "dt")
            {
                Remove(name, ItemWalls);
            }
        }

        _leftGraphics |= _graphics > 0
            && (FormattingNames.Contains(name) || Void.Contains(name) || name is "span" or "sub" or "sup" or "table");
        var isGraphic = name is "svg" or "math";
        if (Void.Contains(name) || (isSelfClosing && !_leftGraphics && (isGraphic || _graphics > 0)))
        {
            return;
        }

        _hasSelect |= name is "select";
        _open.Add(name);
        _graphics += isGraphic ? 1 : 0;
        Formatting += FormattingNames.Contains(name) ? 1 : 0;
    }

    public void End(string name)
    {
        _leftGraphics |= _graphics > 0 && name is "p" or "br";
        Remove(name, name switch
        {
            "p" => ParagraphWalls,
            "li" => ListWalls,
            "button" or "form" or "applet" or "marquee" or "object" => Walls,
            _ when Blocks.Contains(name) => Walls,
            _ when TableParts.Contains(name) => TableWalls,
            _ => Special,
        });
    }

    // Only the element itself: what is open within it may have begun after a tree builder closed it.
    private void Remove(string name, HashSet<string> walls)
    {
        // Tree builders differ in what may be within a selection.
        for (var i = _hasSelect ? -1 : _open.Count - 1; i >= 0; i--)
        {
            if (_open[i] == name)
            {
                _open.RemoveAt(i);
                _graphics -= name is "svg" or "math" ? 1 : 0;
                Formatting -= FormattingNames.Contains(name) ? 1 : 0;
                return;
            }

            if (walls.Contains(_open[i]))
            {
                return;
            }
        }
    }
}
