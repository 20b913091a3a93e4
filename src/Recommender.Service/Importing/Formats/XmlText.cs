using System.Buffers;
using System.Net;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Repairs XML as found in practice while reading: white space before the declaration, characters forbidden in XML, bare '&amp;' and HTML's
/// named entities. Entities declared in a DTD stay as written: "&amp;name;" in the text, never resolved.
/// </summary>
internal sealed class XmlText(TextReader source) : TextReader
{
    /// <summary>
    /// Maximum number of attributes of an element. One more is passed on, so that the excess is noticed; all others are left out.
    /// </summary>
    public const int MaxAttributes = 1000;

    // A reader holds each open element.
    private const int DeepestDocument = 200_000;
    private const int LongestEntity = 40;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (char)c), '&', '<', ']', '-', '\uFFFE',
            '\uFFFF']);

    private static readonly SearchValues<char> SpecialInTag = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (char)c), '&', '<', ']', '-', '\uFFFE',
            '\uFFFF', '>', '"', '\'']);

    private readonly char[] _in = new char[32 * 1024];
    private readonly char[] _out = new char[64 * 1024];
    private int _inPosition;
    private int _inEnd;
    private int _outPosition;
    private int _outEnd;
    private bool _sourceEnded;
    private bool _started;
    private string? _until;
    private bool _inTag;
    private char _quote;
    private int _attributes;
    private int _depth;
    private char _last;

    /// <summary>The last characters, to check whether the document was complete.</summary>
    public string Tail { get; private set; } = "";

    /// <summary>True once everything was read.</summary>
    public bool Ended => _sourceEnded && _inPosition == _inEnd;

    public override int Peek() => Fill() ? _out[_outPosition] : -1;

    public override int Read() => Fill() ? _out[_outPosition++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !Fill())
        {
            return 0;
        }

        var length = Math.Min(count, _outEnd - _outPosition);
        Array.Copy(_out, _outPosition, buffer, index, length);
        _outPosition += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        while (_outPosition == _outEnd)
        {
            (_outPosition, _outEnd) = (0, 0);
            // Lookahead must not reach the end of the buffer before the end of the document.
            if (!_sourceEnded && _inEnd - _inPosition < LongestEntity)
            {
                ReadMore();
            }

            if (_inPosition == _inEnd)
            {
                return false;
            }

            Repair();
        }

        return true;
    }

    private void ReadMore()
    {
        Array.Copy(_in, _inPosition, _in, 0, _inEnd - _inPosition);
        (_inPosition, _inEnd) = (0, _inEnd - _inPosition);
        while (!_sourceEnded && _inEnd < _in.Length / 2)
        {
            var count = source.Read(_in, _inEnd, _in.Length - _inEnd);
            _sourceEnded = count == 0;
            _inEnd += count;
        }

        if (!_started)
        {
            _started = true;
            while (_inPosition < _inEnd && (char.IsWhiteSpace(_in[_inPosition]) || _in[_inPosition] is '\uFEFF' or '\0'))
            {
                _inPosition++;
            }
        }

        var tail = _in.AsSpan(Math.Max(0, _inEnd - 200), Math.Min(200, _inEnd));
        Tail = tail.ToString();
    }

    private void Repair()
    {
        // An entity grows to at most five characters ("&" to "&amp;"), so the output cannot overflow.
        var stop = _sourceEnded ? _inEnd : Math.Max(_inPosition + 1, _inEnd - LongestEntity);
        stop = Math.Min(stop, _inPosition + _out.Length / 6);
        while (_inPosition < stop)
        {
            var special = _in.AsSpan(_inPosition, stop - _inPosition).IndexOfAny(_inTag ? SpecialInTag : Special);
            var plain = special < 0 ? stop - _inPosition : special;
            Emit(_in.AsSpan(_inPosition, plain));
            _inPosition += plain;
            if (special >= 0)
            {
                RepairOne(_in.AsSpan(_inPosition, _inEnd - _inPosition));
            }
        }
    }

    private void RepairOne(ReadOnlySpan<char> rest)
    {
        var c = rest[0];
        if (c is < ' ' or '\uFFFE' or '\uFFFF')
        {
            _inPosition++;
        }
        else if (_until is not null)
        {
            var ends = rest.StartsWith(_until, StringComparison.Ordinal);
            var length = ends ? _until.Length : 1;
            Emit(rest[..length]);
            _inPosition += length;
            _until = ends ? null : _until;
        }
        else if (c == '<')
        {
            RepairTag(rest);
        }
        else if (_inTag && c is '>' or '"' or '\'')
        {
            PassInTag(c);
        }
        else if (c == '&')
        {
            RepairEntity(rest);
        }
        else
        {
            Emit(rest[..1]);
            _inPosition++;
        }
    }

    private void RepairTag(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("<![CDATA[", StringComparison.Ordinal))
        {
            (_until, var opening) = ("]]>", "<![CDATA[".Length);
            Emit(rest[..opening]);
            _inPosition += opening;
        }
        else if (rest.StartsWith("<!--", StringComparison.Ordinal))
        {
            _until = "-->";
            Emit(rest[..4]);
            _inPosition += 4;
        }
        else
        {
            var isTag = rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '/' or '!' or '?' or '_');
            if (isTag && rest[1] is not ('!' or '?'))
            {
                OpenTag(isEnd: rest[1] == '/');
            }

            Emit(isTag ? "<" : "&lt;");
            _inPosition++;
        }
    }

    private void OpenTag(bool isEnd)
    {
        (_inTag, _quote, _attributes) = (true, '\0', 0);
        _depth = Math.Max(0, _depth + (isEnd ? -1 : 1));
        if (_depth > DeepestDocument)
        {
            throw new ImportException($"is nested deeper than {DeepestDocument:N0} elements");
        }
    }

    // Attributes are counted by their closing quotes: a reader accepts no others.
    private void PassInTag(char c)
    {
        if (c == '>' && _quote == '\0')
        {
            _depth -= _last == '/' ? 1 : 0;
            _inTag = false;
            Emit(_attributes > MaxAttributes && _last == '/' ? "/>" : ">", always: true);
        }
        else
        {
            var closes = c == _quote;
            Emit([c]);
            _attributes += closes ? 1 : 0;
            _quote = closes ? '\0' : _quote == '\0' && c != '>' ? c : _quote;
        }

        _inPosition++;
    }

    private void RepairEntity(ReadOnlySpan<char> rest)
    {
        var end = rest[..Math.Min(rest.Length, LongestEntity)].IndexOf(';');
        var entity = end > 1 ? rest[..(end + 1)] : default;
        if (entity is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;" || IsValidReference(entity))
        {
            Emit(entity);
            _inPosition += entity.Length;
            return;
        }

        if (entity.Length > 0 && entity[1] != '#')
        {
            var decoded = WebUtility.HtmlDecode(entity.ToString());
            if (decoded.Length <= 2 && decoded is not ("<" or "&"))
            {
                Emit(decoded);
                _inPosition += entity.Length;
                return;
            }
        }

        Emit("&amp;");
        _inPosition++;
    }

    private static bool IsValidReference(ReadOnlySpan<char> entity)
    {
        if (entity.Length < 4 || entity[1] != '#')
        {
            return false;
        }

        var isHex = entity[2] == 'x';
        var digits = isHex ? entity[3..^1] : entity[2..^1];
        return int.TryParse(digits, isHex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None,
            null, out var code)
            && code is >= 32 and < 0xD800 or 9 or 10 or 13 or >= 0xE000 and < 0xFFFE or > 0xFFFF and <= 0x10FFFF;
    }

    private void Emit(ReadOnlySpan<char> piece, bool always = false)
    {
        if (piece.IsEmpty)
        {
            return;
        }

        _last = piece[^1];
        if (_inTag && _attributes > MaxAttributes && !always)
        {
            return;
        }

        piece.CopyTo(_out.AsSpan(_outEnd));
        _outEnd += piece.Length;
    }
}
