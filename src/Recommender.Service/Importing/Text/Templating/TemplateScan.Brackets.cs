namespace Recommender.Service.Importing.Text.Templating;

/// <summary>Syntax in brackets: shortcodes of WordPress and its page builders, BBCode, tokens of Drupal, tags of MODX.</summary>
internal sealed partial class TemplateScan
{
    // WordPress makes curly ones of them in shortcodes that it does not know.
    private static readonly string[] Quotes =
    [
        "\"", "'", "\u201C", "\u201D", "\u2033", "\u2019", "\u00AB", "&quot;", "&#8220;", "&#8221;", "&#8243;", "&#8217;", "&#039;",
        "&#39;", "&ldquo;", "&rdquo;",
    ];

    private bool ReadBracket()
    {
        if (Is("[["))
        {
            return ReadDouble();
        }

        if (Is("[/"))
        {
            var closed = NameAt(_at + 2);
            var after = _at + 2 + closed.Length;
            return closed.Length > 0 && after < _text.Length && _text[after] == ']' && !IsLink(after)
                && (_opened.Contains(closed) || TemplateNames.IsShortcode(closed, hasAttributes: false))
                && Drop(after + 1, IsWithinWord(closed));
        }

        var name = NameAt(_at + 1);
        if (name.Length == 0 || ShortcodeAt(_at, name) is not { } code || IsLink(code.End))
        {
            return false;
        }

        _opened.Add(name);
        var isPaired = _closings.Contains(name);
        if (isPaired && TemplateNames.HoldsCode(name) && Next("[/" + name, code.End) is < int.MaxValue and var closing)
        {
            return Keep(code.End + 1, closing, closing + name.Length + 3);
        }

        return (isPaired && DropAddress(name, code.End + 1, "[/" + name)) || Drop(code.End + 1, IsWithinWord(name));
    }

    // Page builders have names of several parts, and make blocks.
    private static bool IsWithinWord(string name) =>
        name.AsSpan().IndexOfAny("_-") < 0 && !TemplateNames.IsShortcode(name, hasAttributes: false);

    // "[[nid:7]]" and "[[{"type":"media"}]]" of Drupal, "[[*pagetitle]]" of MODX; "[[gallery]]" is how WordPress writes about "[gallery]".
    private bool ReadDouble()
    {
        if (Next("]]", _at) is not (< int.MaxValue and var end) || end - _at > LongestInstruction || end == _at + 2)
        {
            return false;
        }

        var inside = _text[(_at + 2)..end];
        var isModx = inside.Length > 1 && inside[0] is '*' or '!' or '$' or '+' or '~' or '%'
            && (char.IsLetterOrDigit(inside[1]) || inside[1] == '+');
        if (inside[0] == '{' || isModx || TemplateNames.IsToken(inside))
        {
            return Drop(end + 2);
        }

        if (_isMarkdown)
        {
            return ReadWikiLink(inside, end);
        }

        var name = NameAt(_at + 2);
        if (name.Length == 0 || ShortcodeAt(_at + 1, name) is not { } code || code.End != end)
        {
            return false;
        }

        _kept.Append('[').Append(inside).Append(']');
        _at = end + 2;
        return true;
    }

    // Of "[[Page]]" and "[[Page|words]]" the words stay; a table of contents and an embedded file ("![[map.png]]") have none.
    private bool ReadWikiLink(string inside, int end)
    {
        var isEmbedded = _kept.Length > 0 && _kept[^1] == '!';
        if (inside.Contains('\n', StringComparison.Ordinal) || inside.Contains('[', StringComparison.Ordinal))
        {
            return false;
        }

        _kept.Length -= isEmbedded ? 1 : 0;
        if (!isEmbedded && !inside.Trim('_').Equals("toc", StringComparison.OrdinalIgnoreCase))
        {
            _kept.Append(inside, inside.LastIndexOf('|') + 1, inside.Length - inside.LastIndexOf('|') - 1);
        }

        _at = end + 2;
        return true;
    }

    // Markdown's "[words](address)", "[words][name]" and "[name]: address".
    private bool IsLink(int end) => _isMarkdown && end + 1 < _text.Length && _text[end + 1] is '(' or '[' or ':';

    private (int End, bool IsCode)? ShortcodeAt(int start, string name)
    {
        var at = start + 1 + name.Length;
        if (at >= _text.Length)
        {
            return null;
        }

        if (_text[at] == ':')
        {
            var close = _text.AsSpan(at, Math.Min(200, _text.Length - at)).IndexOf(']');
            return close > 0 && TemplateNames.IsToken(_text[(start + 1)..(at + close)]) ? (at + close, true) : null;
        }

        if (!(_text[at] is ']' or '/' or '=' || char.IsWhiteSpace(_text[at])) || EndOf(at) is not { } end)
        {
            return null;
        }

        var inside = _text.AsSpan(at, end - at);
        var (hasAttributes, isQuoted) = AttributesOf(inside);
        var isKnown = TemplateNames.IsShortcode(name, hasAttributes);
        var isSystematic = hasAttributes && name.AsSpan().IndexOfAny("_-") > 0;
        var isSelfClosed = inside.TrimEnd().EndsWith("/") && (inside.Length == 1 || hasAttributes || char.IsWhiteSpace(inside[0]));
        // "array[index]": no space before it.
        var isIndex = start > 0 && char.IsLetterOrDigit(_text[start - 1]) && !hasAttributes && !isKnown && !_closings.Contains(name);
        return !isIndex && (isKnown || isQuoted || isSystematic || isSelfClosed || _closings.Contains(name)) ? (end, true) : null;
    }

    // The closing bracket, behind quoted values, which may contain brackets; the next one if a quote is not closed.
    private int? EndOf(int start)
    {
        var last = Math.Min(_text.Length, start + LongestInstruction);
        var quote = '\0';
        for (var i = start; i < last; i++)
        {
            var c = _text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && _text[i - 1] == '=')
            {
                quote = c;
            }
            else if (c is ']' or '[')
            {
                return Spend(i - start) && c == ']' ? i : null;
            }
        }

        Spend(last - start);
        var plain = _budget < 0 ? -1 : _text.AsSpan(start, last - start).IndexOfAny('[', ']');
        return plain >= 0 && _text[start + plain] == ']' ? start + plain : null;
    }

    private static (bool HasAttributes, bool IsQuoted) AttributesOf(ReadOnlySpan<char> inside)
    {
        var hasAttributes = inside.Length > 1 && inside[0] == '=';
        for (var i = inside.IndexOf('='); i >= 0 && i < inside.Length;)
        {
            var isNamed = i == 0 || char.IsAsciiLetterOrDigit(inside[i - 1]) || inside[i - 1] is '_' or '-';
            hasAttributes |= isNamed;
            foreach (var quote in Quotes)
            {
                if (isNamed && inside[(i + 1)..].StartsWith(quote))
                {
                    return (true, true);
                }
            }

            var next = inside[(i + 1)..].IndexOf('=');
            i = next < 0 ? -1 : i + 1 + next;
        }

        return (hasAttributes, false);
    }
}
