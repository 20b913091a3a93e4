using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Recommender.Service.Importing.Formats;

/// <summary>Finds the encoding of a source from what it says and, where that is wrong, from its bytes.</summary>
internal static partial class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A reader over the whole stream, which must stand at its start.</summary>
    /// <param name="stream">Owned by the reader from now on.</param>
    /// <param name="charset">What the server said, or null.</param>
    /// <param name="format">The format of the source: pages name their encoding in another way than feeds.</param>
    public static TextReader OpenText(Stream stream, string? charset, SourceFormat format)
    {
        var head = new byte[FormatRecognition.HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        // Sources are opened from files or memory, but a decompressing stream cannot go back: the head is put before the rest.
        var encoding = Of(head.AsSpan(0, length), charset, format);
        return new StreamReader(new PrefixedStream(head.AsMemory(0, length), stream), encoding, true, 64 * 1024);
    }

    /// <summary>The head of a source as text, good enough to recognise its format.</summary>
    public static string DecodeHead(ReadOnlySpan<byte> head) => Of(head, null, SourceFormat.Unknown).GetString(head);

    private static Encoding Of(ReadOnlySpan<byte> head, string? charset, SourceFormat format)
    {
        if (head is [0xFF, 0xFE, ..] || head is [(byte)'<', 0, ..])
        {
            return Encoding.Unicode;
        }

        if (head is [0xFE, 0xFF, ..] || head is [0, (byte)'<', ..])
        {
            return Encoding.BigEndianUnicode;
        }

        if (head is [0xEF, 0xBB, 0xBF, ..])
        {
            return Utf8OrWindows1252;
        }

        // As browsers do: the server's word comes before the page's own.
        if (format == SourceFormat.Html && Named(charset) is { } said)
        {
            return said;
        }

        if (IsUtf8WithAccents(head))
        {
            return Utf8OrWindows1252;
        }

        var meta = format == SourceFormat.Html ? HtmlCharset.Of(head) : null;
        return OrOwnUtf8(meta) ?? Named(InXmlDeclaration(head)) ?? Named(charset) ?? Utf8OrWindows1252;
    }

    private static string? InXmlDeclaration(ReadOnlySpan<byte> head)
    {
        // The beginning as Latin-1: declarations are ASCII.
        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 2048)]);
        return XmlDeclaration().Match(start) is { Success: true } match ? match.Groups[1].Value : null;
    }

    // A file without a single wrong sequence and with at least one right one is UTF-8, whatever it says: saved pages keep a meta of old.
    private static bool IsUtf8WithAccents(ReadOnlySpan<byte> head)
    {
        if (!head.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return false;
        }

        // The last character may be cut.
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
        {
            if (Utf8.IsValid(head[..^cut]))
            {
                return true;
            }
        }

        return false;
    }

    private static Encoding? Named(string? label) => OrOwnUtf8(CharsetLabels.Find(label));

    private static Encoding? OrOwnUtf8(Encoding? encoding) => encoding is UTF8Encoding ? Utf8OrWindows1252 : encoding;

    private static Encoding Utf8OrWindows1252 { get; } =
        Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    [GeneratedRegex(@"^[^<]*<\?xml[^>]*?encoding\s*=\s*[""']([\w.:-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex XmlDeclaration();

    /// <summary>
    /// Reads bytes that are no UTF-8 as Windows-1252, so that a stray quote or accent survives in a file that claims to be UTF-8.
    /// </summary>
    private sealed class Windows1252Fallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : DecoderFallbackBuffer
        {
            private readonly Encoding _encoding = Encoding.GetEncoding(1252);
            private string _chars = "";
            private int _next;

            public override int Remaining => _chars.Length - _next;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (_chars, _next) = (_encoding.GetString(bytesUnknown), 0);
                return true;
            }

            public override char GetNextChar() => _next < _chars.Length ? _chars[_next++] : '\0';

            public override bool MovePrevious() => _next > 0 && _next-- > 0;

            public override void Reset() => (_chars, _next) = ("", 0);
        }
    }
}
