using System.Text;

namespace Recommender.Service.Importing.Text.Templating;

/// <summary>Goes over a text once and copies all but template syntax.</summary>
internal sealed partial class TemplateScan
{
    // Longer instructions are none.
    private const int LongestInstruction = 20_000;

    // How often a text may be gone over while ends are looked for that are not there.
    private const int MostTimes = 20;

    private static readonly System.Buffers.SearchValues<char> Starts = System.Buffers.SearchValues.Create("[{<");
    private static readonly System.Buffers.SearchValues<char> MarkdownStarts = System.Buffers.SearchValues.Create("[{<`~\n\\");

    private static readonly string[] CodeElements = ["pre", "code", "samp", "kbd", "script", "style", "textarea", "xmp"];

    private readonly string _text;
    private readonly bool _isMarkdown;
    private readonly StringBuilder _kept;
    private readonly Dictionary<string, NextMarks> _marks = [];
    private readonly HashSet<string> _closings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _opened = new(StringComparer.OrdinalIgnoreCase);
    private long _budget;
    private int _at;

    public TemplateScan(string text, bool isMarkdown)
    {
        (_text, _isMarkdown, _kept) = (text, isMarkdown, new StringBuilder(text.Length));
        _budget = (long)text.Length * MostTimes;
        for (var i = text.IndexOf('/', StringComparison.Ordinal); i >= 0; i = i + 1 < text.Length ? text.IndexOf('/', i + 1) : -1)
        {
            if (i > 0 && text[i - 1] is '[' or '{' && NameAt(i + 1) is { Length: > 0 } name)
            {
                _closings.Add(name);
            }
        }
    }

    public string Run()
    {
        if (_isMarkdown)
        {
            ReadLine();
        }

        while (_at < _text.Length)
        {
            var next = _text.AsSpan(_at).IndexOfAny(_isMarkdown ? MarkdownStarts : Starts);
            Copy(next < 0 ? _text.Length - _at : next);
            if (_at == _text.Length)
            {
                break;
            }

            var isRead = _text[_at] switch
            {
                '[' => ReadBracket(),
                '{' => ReadBrace(),
                '<' => ReadTag(),
                '`' => ReadInlineCode(),
                '\\' => CopyAll(2),
                '\n' => CopyAll(1) && ReadLine(),
                _ => false,
            };
            if (!isRead)
            {
                Copy(Math.Min(1, _text.Length - _at));
            }
        }

        return _kept.ToString();
    }

    private bool ReadTag()
    {
        if (Is("<%"))
        {
            return DropTo("%>");
        }

        if (Is("<?"))
        {
            return DropTo("?>");
        }

        if (Is("<$"))
        {
            return DropTo("$>");
        }

        // FreeMarker.
        var name = Is("</#") ? _at + 3 : Is("<#") ? _at + 2 : _text.Length;
        if (name < _text.Length && char.IsAsciiLetter(_text[name]))
        {
            return DropTo(">");
        }

        if (Is("<!--") && Next("-->", _at) is < int.MaxValue and var end)
        {
            return CopyTo(end + 3);
        }

        foreach (var code in CodeElements)
        {
            if (Is("<" + code) && _at + 1 + code.Length < _text.Length && !char.IsAsciiLetterOrDigit(_text[_at + 1 + code.Length])
                && Next("</" + code, _at) is < int.MaxValue and var close)
            {
                return CopyTo(close + 2 + code.Length);
            }
        }

        return _isMarkdown && ReadComponent();
    }

    private bool Is(string mark) => _text.AsSpan(_at).StartsWith(mark, StringComparison.OrdinalIgnoreCase);

    private int Next(string mark, int start)
    {
        if (!_marks.TryGetValue(mark, out var marks))
        {
            _marks[mark] = marks = new NextMarks(_text, mark);
        }

        return marks.From(start);
    }

    // As Next, for a place further on, from which the search may come back.
    private int Ahead(string mark, int start)
    {
        var length = _budget < 0 ? -1 : _text.AsSpan(start).IndexOf(mark);
        return length >= 0 && Spend(length) ? start + length : int.MaxValue;
    }

    private string NameAt(int start)
    {
        var end = start;
        while (end < _text.Length && end - start < 60 && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' or '-'))
        {
            end++;
        }

        return end > start && char.IsAsciiLetter(_text[start]) ? _text[start..end] : "";
    }

    private bool Spend(int characters) => (_budget -= characters) >= 0;

    private bool DropTo(string mark) =>
        Next(mark, _at) is < int.MaxValue and var end && end - _at <= LongestInstruction && Drop(end + mark.Length);

    // Removes what stands before the position; words on both sides do not become one, unless it is within a word
    // ("[dropcap]T[/dropcap]he").
    private bool Drop(int end, bool isWithinWord = false)
    {
        _at = end;
        if (!isWithinWord && _kept.Length > 0 && char.IsLetterOrDigit(_kept[^1]) && end < _text.Length && char.IsLetterOrDigit(_text[end]))
        {
            _kept.Append(' ');
        }

        return true;
    }

    private void Copy(int count)
    {
        _kept.Append(_text, _at, count);
        _at += count;
    }

    private bool CopyAll(int count) => CopyTo(_at + count);

    private bool CopyTo(int end)
    {
        Copy(Math.Min(end, _text.Length) - _at);
        return true;
    }
}
