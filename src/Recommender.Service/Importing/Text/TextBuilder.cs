using System.Text;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Text;

/// <summary>
/// Builds an article's text: runs of white space become one space, blocks are separated by one '\n', spans keep their positions.
/// </summary>
internal sealed class TextBuilder
{
    // Far more than an article has.
    private const int MaxSpans = 20_000;

    // What is undefined there stays.
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private readonly StringBuilder _text = new();
    private readonly List<OpenSpan> _open = [];
    private readonly List<TextSpan> _spans = [];
    private readonly List<TextBlock> _blocks = [];
    private bool _space;
    private bool _break;
    private int _blockStart;
    private bool _blockIsBold = true;

    /// <summary>Number of open bold elements.</summary>
    public int Bold { get; set; }

    public void Append(ReadOnlySpan<char> piece)
    {
        if (piece.ContainsAnyInRange('\u0080', '\u009F'))
        {
            piece = Windows(piece);
        }

        while (piece.Length > 0)
        {
            var word = 0;
            while (word < piece.Length && !char.IsWhiteSpace(piece[word]) && !IsInvisible(piece[word]))
            {
                word++;
            }

            if (word > 0)
            {
                AppendWord(piece[..word]);
            }

            for (; word < piece.Length && (char.IsWhiteSpace(piece[word]) || IsInvisible(piece[word])); word++)
            {
                _space |= !IsInvisible(piece[word]);
            }

            piece = piece[word..];
        }
    }

    /// <summary>Ends the block, if one has begun.</summary>
    public void Break() => _break = _text.Length > 0;

    /// <summary>Opens a span that begins with the next word.</summary>
    public void Open(SpanKind kind, string? url = null) => _open.Add(new OpenSpan(kind, url, -1));

    /// <summary>Closes the most recently opened span of that kind.</summary>
    public void Close(SpanKind kind)
    {
        var last = _open.FindLastIndex(span => span.Kind == kind);
        if (last < 0)
        {
            return;
        }

        var (_, url, start) = _open[last];
        _open.RemoveAt(last);
        if (_spans.Count < MaxSpans && (kind == SpanKind.Link ? url is not null : start >= 0))
        {
            _spans.Add(start < 0 ? new TextSpan(_text.Length, 0, kind, url) : new TextSpan(start, _text.Length - start, kind, url));
        }
    }

    public override string ToString() => _text.ToString();

    /// <summary>All spans, ordered by start; with equal start, the longer first. Call it once, at the end.</summary>
    public IReadOnlyList<TextSpan> Spans()
    {
        EndBlock();
        _spans.AddRange(RelatedSections.Find(_text.ToString(), _blocks, _spans));
        _spans.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Length != b.Length ? b.Length.CompareTo(a.Length)
            : a.Kind.CompareTo(b.Kind));
        return _spans.Count == 0 ? [] : _spans.ToArray();
    }

    private void AppendWord(ReadOnlySpan<char> word)
    {
        if (_break)
        {
            EndBlock();
            _text.Append('\n');
            _blockStart = _text.Length;
        }
        else if (_space && _text.Length > 0)
        {
            _text.Append(' ');
        }

        (_break, _space) = (false, false);
        _blockIsBold &= Bold > 0;
        for (var i = _open.Count - 1; i >= 0 && _open[i].Start < 0; i--)
        {
            _open[i] = _open[i] with { Start = _text.Length };
        }

        _text.Append(word);
    }

    private void EndBlock()
    {
        if (_text.Length > _blockStart)
        {
            _blocks.Add(new TextBlock(_blockStart, _text.Length - _blockStart, _blockIsBold));
        }

        _blockIsBold = true;
    }

    // The control characters that old Windows programs mean as quotes and dashes, as HTML reads them.
    private static string Windows(ReadOnlySpan<char> piece) => string.Create(piece.Length, piece, static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = from[i] is >= '\u0080' and <= '\u009F' ? Windows1252[from[i] - '\u0080'] : from[i];
        }
    });

    // Soft hyphens, zero-width characters and byte order marks only disturb word boundaries.
    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\u200B' or '\u200C' or '\u2060' or '\uFEFF' or < ' ' and not ('\t' or '\n' or '\r');

    private readonly record struct OpenSpan(SpanKind Kind, string? Url, int Start);
}
