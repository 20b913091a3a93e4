namespace Recommender.Service.Importing.Text.Templating;

/// <summary>Syntax in braces: Hugo, Liquid, Twig, Handlebars, MediaWiki, Joomla, Smarty, MDX.</summary>
internal sealed partial class TemplateScan
{
    // Their content is not part of what is shown.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "comment", "capture", "schema", "javascript", "stylesheet", "style", "macro", "set", "paginate_styles",
    };

    private static readonly System.Buffers.SearchValues<string> QuotedValues =
        System.Buffers.SearchValues.Create(["=\"", "='"], StringComparison.Ordinal);

    private static readonly System.Buffers.SearchValues<char> OfVariables = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-[]>:|'\"() ");

    private Dictionary<int, int>? _pairs;

    private bool ReadBrace()
    {
        if (Is("{{"))
        {
            return ReadHugo() || ReadVariable();
        }

        return Is("{%") ? ReadBlockTag()
            : Is("{#") && Next("#}", _at + 2) is < int.MaxValue and var end && end - _at < 2000 ? Drop(end + 2)
            : ReadDollar() || (_isMarkdown && ReadMarkdownBrace()) || ReadPlugin();
    }

    // "{{< figure >}}", "{{% notice %}}", and the same after it was made HTML.
    private bool ReadHugo()
    {
        foreach (var (open, close) in (ReadOnlySpan<(string, string)>)[("{{<", ">}}"), ("{{%", "%}}"), ("{{&lt;", "&gt;}}")])
        {
            if (Is(open) && Next(close, _at) is < int.MaxValue and var end && end - _at <= LongestInstruction)
            {
                var name = NameAt(_at + open.Length + BlanksAt(_at + open.Length));
                var after = end + close.Length;
                return TemplateNames.HoldsCode(name) && EndOfHugo(name, end, open) is { } code
                    ? Keep(after, code, Math.Min(_text.Length - close.Length, Ahead(close, code)) + close.Length) : Drop(after);
            }
        }

        return false;
    }

    private int? EndOfHugo(string name, int start, string open)
    {
        foreach (var form in (ReadOnlySpan<string>)["/" + name, " /" + name, "/ " + name, " / " + name])
        {
            if (Next(open + form, start) is < int.MaxValue and var end)
            {
                return end;
            }
        }

        return null;
    }

    // "{% raw %} … {% endraw %}" and the like hold code; others are dropped one by one, and what they enclose stays.
    private bool ReadBlockTag()
    {
        if (Next("%}", _at) is not (< int.MaxValue and var end) || end - _at > LongestInstruction)
        {
            return false;
        }

        var start = _at + 2;
        start += start < end && _text[start] is '-' or '~' ? 1 : 0;
        var name = NameAt(start + BlanksAt(start));
        var isHidden = Hidden.Contains(name) && (name != "set" || !_text.AsSpan(_at, end - _at).Contains('='));
        if ((TemplateNames.HoldsCode(name) || isHidden) && Next("end" + name, end) is < int.MaxValue and var closing)
        {
            // "{%- endraw".
            var opening = _text.LastIndexOf("{%", closing, Math.Min(8, closing - end), StringComparison.Ordinal);
            if (opening > end && Ahead("%}", closing) is < int.MaxValue and var last)
            {
                return isHidden ? Drop(last + 2) : Keep(end + 2, opening, last + 2);
            }
        }

        return Drop(end + 2);
    }

    // "{{ page.title }}", "{{#if x}}", "{{Infobox | name = …}}"; not "\frac{{a}}{b}" nor "{{1, 2}, {3, 4}}".
    private bool ReadVariable()
    {
        if (!Pairs().TryGetValue(_at, out var end) || end - _at > LongestInstruction)
        {
            return false;
        }

        var inside = _text.AsSpan(_at + 2, end - _at - 4).Trim();
        var first = inside.TrimStart("{#/^>!&~-=$@*. \n").Trim();
        var isCode = first.Length == 0 || char.IsLetter(first[0]) || first[0] is '"' or '\'' or '_' or '&' or '[' or '|';
        return isCode && !IsFormula() && Drop(end);
    }

    private bool IsFormula()
    {
        var before = _at - 1;
        if (before >= 0 && (_text[before] is '^' or '_' || (_text[before] == '}' && !(before > 0 && _text[before - 1] == '}'))))
        {
            return true;
        }

        while (before >= 0 && _at - before < 30 && char.IsAsciiLetter(_text[before]))
        {
            before--;
        }

        return before >= 0 && _text[before] == '\\';
    }

    // Where each "{{" ends, by one pass with a stack.
    private Dictionary<int, int> Pairs()
    {
        if (_pairs is not null)
        {
            return _pairs;
        }

        _pairs = [];
        var open = new Stack<int>();
        for (var i = _text.IndexOf("{{", StringComparison.Ordinal); i >= 0 && i + 1 < _text.Length; i++)
        {
            if (_text[i] == '{' && _text[i + 1] == '{')
            {
                open.Push(i++);
            }
            else if (_text[i] == '}' && _text[i + 1] == '}' && open.TryPop(out var start))
            {
                // "{{{ x }}}": all three.
                i++;
                while (i + 1 < _text.Length && _text[i + 1] == '}' && start + 2 < _text.Length && _text[start + 2] == '{')
                {
                    i++;
                    break;
                }

                _pairs[start] = i + 1;
            }
        }

        return _pairs;
    }

    // "${user.name}", "{$title}".
    private bool ReadDollar()
    {
        var isBefore = _kept.Length > 0 && _kept[^1] == '$';
        var start = _at + 1;
        if (!isBefore && !(start < _text.Length && _text[start] == '$'))
        {
            return false;
        }

        var end = EndOfBrace(200);
        var inside = end < 0 ? "" : _text[start..end].TrimStart('$');
        if (inside.Length == 0 || !(char.IsAsciiLetter(inside[0]) || inside[0] == '_')
            || inside.AsSpan().IndexOfAnyExcept(OfVariables) >= 0 || (isBefore && inside.Contains(' ', StringComparison.Ordinal)))
        {
            return false;
        }

        _kept.Length -= isBefore ? 1 : 0;
        return Drop(end + 1);
    }

    // "{loadposition x}", "{gallery}…{/gallery}", "{include file="x"}".
    private bool ReadPlugin()
    {
        var isClosing = _at + 1 < _text.Length && _text[_at + 1] == '/';
        var name = NameAt(_at + (isClosing ? 2 : 1));
        var end = name.Length == 0 ? -1 : EndOfBrace(1000);
        if (end < 0)
        {
            return false;
        }

        if (isClosing)
        {
            return (_opened.Contains("{" + name) || TemplateNames.IsPlugin(name)) && Drop(end + 1);
        }

        var rest = _text.AsSpan(_at + 1 + name.Length, end - _at - 1 - name.Length);
        var isPaired = (rest.Length == 0 || char.IsWhiteSpace(rest[0])) && _closings.Contains(name);
        var hasArguments = rest.Length > 1 && char.IsWhiteSpace(rest[0]);
        var isPlugin = (hasArguments && (TemplateNames.IsPlugin(name) || rest.ContainsAny(QuotedValues)))
            || name is "mospagebreak" or "mosimage" or "ldelim" or "rdelim"
            || (name == "exp" && rest.StartsWith(":")) || (name == "embed" && rest.StartsWith("="));
        if (!isPaired && !isPlugin)
        {
            return false;
        }

        _opened.Add("{" + name);
        return isPaired && DropAddress(name, end + 1, "{/" + name) || Drop(end + 1);
    }

    // The next closing brace in this line, with no opening one before it; -1 if there is none.
    private int EndOfBrace(int longest)
    {
        var rest = _text.AsSpan(_at + 1, Math.Min(longest, _text.Length - _at - 1));
        var length = rest.IndexOfAny("{}\n");
        return length >= 0 && rest[length] == '}' && Spend(length) ? _at + 1 + length : -1;
    }

    private int BlanksAt(int start)
    {
        var count = 0;
        while (start + count < _text.Length && char.IsWhiteSpace(_text[start + count]))
        {
            count++;
        }

        return count;
    }

    // Removes both instructions and keeps what stands between them as it is.
    private bool Keep(int start, int end, int next)
    {
        _kept.Append(_text, start, end - start);
        return Drop(Math.Min(next, _text.Length));
    }

    // An address that is all between two instructions is not part of the text.
    private bool DropAddress(string name, int start, string closing)
    {
        if (!TemplateNames.HoldsAddress(name) || Next(closing, start) is not (< int.MaxValue and var end) || end - start > 2000)
        {
            return false;
        }

        var inside = _text.AsSpan(start, end - start).Trim();
        return inside.Length > 0 && inside.IndexOfAny(" \t\n<") < 0 && Drop(end);
    }
}
