using System.Buffers;
using System.Net;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// XML as sites really send it, made readable on the way: white space before the declaration, characters that XML forbids, bare '&amp;' and
/// HTML's named entities. Entities that a DTD declares stay as they are written: "&amp;name;" in the text, never resolved.
/// </summary>
internal sealed class XmlText(TextReader source) : TextReader
{
    private const int LongestEntity = 40;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (char)c), '&', '<', ']', '-',
        '\uFFFE', '\uFFFF']);

    private readonly char[] _in = new char[32 * 1024];
    private readonly char[] _out = new char[64 * 1024];
    private int _inPosition;
    private int _inEnd;
    private int _outPosition;
    private int _outEnd;
    private bool _sourceEnded;
    private bool _started;
    private string? _until;

    /// <summary>The last characters, to see whether the document was complete.</summary>
    public string Tail { get; private set; } = "";

    /// <summary>Everything was read.</summary>
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
            // Looking ahead must never meet the end of the buffer before the end of the document.
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
        // An entity grows to five characters at most ("&" to "&amp;"), so the output cannot overflow.
        var stop = _sourceEnded ? _inEnd : Math.Max(_inPosition + 1, _inEnd - LongestEntity);
        stop = Math.Min(stop, _inPosition + _out.Length / 6);
        while (_inPosition < stop)
        {
            var special = _in.AsSpan(_inPosition, stop - _inPosition).IndexOfAny(Special);
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
            Emit(isTag ? "<" : "&lt;");
            _inPosition++;
        }
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
        return int.TryParse(
            digits, isHex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None, null,
            out var code)
            && code is >= 32 and < 0xD800 or 9 or 10 or 13 or >= 0xE000 and < 0xFFFE or > 0xFFFF and <= 0x10FFFF;
    }

    private void Emit(ReadOnlySpan<char> piece)
    {
        piece.CopyTo(_out.AsSpan(_outEnd));
        _outEnd += piece.Length;
    }
}
