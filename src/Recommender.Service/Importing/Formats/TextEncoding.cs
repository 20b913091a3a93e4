using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Recommender.Service.Importing.Formats;

/// <summary>Determines the encoding of a source from its declaration and, if that is wrong, from its bytes.</summary>
internal static partial class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a reader over the whole stream, which must be at its start.</summary>
    /// <param name="stream">The stream; owned by the reader from now on.</param>
    /// <param name="charset">The encoding named by the server; null if none.</param>
    /// <param name="format">The format of the source: pages declare their encoding differently from feeds.</param>
    public static TextReader OpenText(Stream stream, string? charset, SourceFormat format)
    {
        var head = new byte[FormatRecognition.HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        // A decompressing stream cannot seek back, so the bytes already read are put in front of the rest.
        var encoding = Of(head.AsSpan(0, length), charset, format);
        return new StreamReader(new PrefixedStream(head.AsMemory(0, length), stream), encoding, true, 64 * 1024);
    }

    /// <summary>The beginning of a source as text, good enough to recognise its format.</summary>
    public static string DecodeHead(ReadOnlySpan<byte> head) => Of(head, null, SourceFormat.Unknown).GetString(head);

    private static Encoding Of(ReadOnlySpan<byte> head, string? charset, SourceFormat format)
    {
        if (OfZeros(head) is { } wide)
        {
            return wide;
        }

        if (head is [0xEF, 0xBB, 0xBF, ..])
        {
            return Utf8OrWindows1252;
        }

        // As in browsers, the server's declaration takes precedence over the page's own.
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

    // UTF-16 and UTF-32, with a byte order mark or by their first two characters, which are ASCII in all formats.
    private static Encoding? OfZeros(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xFF, 0xFE, ..] or [not 0, 0, not 0, 0, ..] or [(byte)'<', 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] or [0, (byte)'<', ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static string? InXmlDeclaration(ReadOnlySpan<byte> head)
    {
        // The beginning as Latin-1: declarations are ASCII.
        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 2048)]);
        return XmlDeclaration().Match(start) is { Success: true } match ? match.Groups[1].Value : null;
    }

    // A file without any invalid sequence and with at least one valid multi-byte sequence is UTF-8, whatever it declares: saved pages keep
    // an old meta element.
    private static bool IsUtf8WithAccents(ReadOnlySpan<byte> head)
    {
        if (!head.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return false;
        }

        // The last character may be cut off.
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
    /// Decodes bytes that are not valid UTF-8 as Windows-1252, so that a stray quote or accent survives in a file declared as UTF-8.
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
