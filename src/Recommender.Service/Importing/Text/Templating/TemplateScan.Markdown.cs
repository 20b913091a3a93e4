namespace Recommender.Service.Importing.Text.Templating;

/// <summary>What only Markdown has: fenced and indented code, imports and components of MDX, attributes of kramdown.</summary>
internal sealed partial class TemplateScan
{
    private static readonly System.Buffers.SearchValues<char> OfExpressions = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.$()");

    private bool _isInList;
    private bool _wasBlank = true;

    // At the start of a line. Always true: the line break before it has been read.
    private bool ReadLine()
    {
        while (_at < _text.Length)
        {
            var end = EndOfLine(_at);
            var line = _text.AsSpan(_at, end - _at);
            var content = line.TrimStart();
            var indent = line.Length - content.Length;
            if (indent < 4 && (content.StartsWith("```") || content.StartsWith("~~~")))
            {
                CopyFence(content[0], content.Length - content.TrimStart(content[0]).Length);
            }
            else if (content.Length > 0 && _wasBlank && !_isInList && (indent >= 4 || line[0] == '\t'))
            {
                // Code goes on to the next line without the indent.
                CopyTo(Math.Min(end + 1, _text.Length));
                continue;
            }
            else if (indent < 4 && content.StartsWith(":::"))
            {
                // Directives, such as ":::note Title": the title stays.
                var colons = content.Length - content.TrimStart(':').Length;
                _at += indent + colons;
                _at += NameAt(_at).Length;
            }
            else if (indent == 0 && EndOfModule(line, end) is { } module)
            {
                _at = module;
                continue;
            }

            _wasBlank = content.Length == 0;
            _isInList = indent > 0 && _isInList || content.Length == 0 && _isInList || IsListItem(content);
            return true;
        }

        return true;
    }

    private static bool IsListItem(ReadOnlySpan<char> content) => content.Length > 1
        && ((content[0] is '-' or '*' or '+' && content[1] == ' ')
            || (char.IsAsciiDigit(content[0]) && content.TrimStart("0123456789") is ['.' or ')', ' ', ..]));

    private int EndOfLine(int start)
    {
        var end = _text.IndexOf('\n', start);
        return end < 0 ? _text.Length : end;
    }

    // To the line that closes it, or to the end.
    private void CopyFence(char mark, int length)
    {
        var at = EndOfLine(_at);
        while (at < _text.Length)
        {
            var end = EndOfLine(at + 1);
            var line = _text.AsSpan(at + 1, end - at - 1).Trim();
            at = end;
            if (line.Length >= length && line.TrimStart(mark).Length == 0)
            {
                break;
            }
        }

        CopyTo(at);
    }

    // "import X from 'y'", "export const x = …": the end of it, null for prose.
    private int? EndOfModule(ReadOnlySpan<char> line, int end)
    {
        var isImport = line.StartsWith("import ") && (line.Contains(" from '", StringComparison.Ordinal)
            || line.Contains(" from \"", StringComparison.Ordinal) || line is ['i', 'm', 'p', 'o', 'r', 't', ' ', '"' or '\'', ..]);
        if (isImport)
        {
            return Math.Min(end + 1, _text.Length);
        }

        var isLong = line.StartsWith("import {") || ((line.StartsWith("export const ") || line.StartsWith("export default ")
            || line.StartsWith("export let ") || line.StartsWith("export function ") || line.StartsWith("export async "))
            && line.IndexOfAny("={(") > 0);
        if (!isLong)
        {
            return null;
        }

        var blank = Next("\n\n", _at);
        return blank == int.MaxValue ? _text.Length : blank + 1;
    }

    private bool ReadInlineCode()
    {
        var length = 1;
        while (_at + length < _text.Length && _text[_at + length] == '`')
        {
            length++;
        }

        var last = Math.Min(Next("\n\n", _at), _text.Length);
        for (var i = _at + length; i < last && Spend(1); i++)
        {
            if (_text[i] != '`')
            {
                continue;
            }

            var run = i;
            while (run < _text.Length && _text[run] == '`')
            {
                run++;
            }

            if (run - i == length)
            {
                return CopyTo(run);
            }

            i = run;
        }

        return CopyAll(length);
    }

    // "<Tweet id={7} />": an element with a capital letter is a component. Its content stays.
    private bool ReadComponent()
    {
        var name = _at + 1 < _text.Length && _text[_at + 1] == '/' ? _at + 2 : _at + 1;
        if (name >= _text.Length || !(char.IsAsciiLetterUpper(_text[name]) || _text[name] == '>'))
        {
            return false;
        }

        var (depth, quote) = (0, '\0');
        for (var i = name; i < _text.Length && i - _at < LongestInstruction && Spend(1); i++)
        {
            var c = _text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && (depth > 0 || _text[i - 1] == '='))
            {
                quote = c;
            }
            else if (c is '{' or '}')
            {
                depth += c == '{' ? 1 : -1;
            }
            else if (c == '>' && depth <= 0)
            {
                return Drop(i + 1);
            }
        }

        return false;
    }

    // "{: .wide}", "{#top}", "{.lead}" of kramdown and its kind, "{/* note */}" and "{meta.title}" of MDX.
    private bool ReadMarkdownBrace()
    {
        if (Is("{/*") && Next("*/}", _at) is < int.MaxValue and var comment)
        {
            return Drop(comment + 3);
        }

        var end = EndOfBrace(300);
        if (end < 0)
        {
            return false;
        }

        var inside = _text.AsSpan(_at + 1, end - _at - 1);
        var isAttribute = inside.Length > 1 && (inside[0] == ':' || (inside[0] is '#' or '.' && char.IsAsciiLetter(inside[1])));
        var isExpression = inside.Length > 2 && char.IsAsciiLetter(inside[0]) && inside.IndexOf('.') > 0 && inside[^1] != '.'
            && inside.IndexOfAnyExcept(OfExpressions) < 0;
        return (isAttribute || isExpression) && Drop(end + 1);
    }
}
