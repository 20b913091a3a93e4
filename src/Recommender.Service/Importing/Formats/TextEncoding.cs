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
    public static TextReader OpenText(Stream stream, string? charset = null)
    {
        var head = new byte[FormatRecognition.HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        // Sources are opened from files or memory, but a decompressing stream cannot go back: the head is put before the rest.
        return new StreamReader(new PrefixedStream(head.AsMemory(0, length), stream), Of(head.AsSpan(0, length), charset), true, 64 * 1024);
    }

    /// <summary>The head of a source as text, good enough to recognise its format.</summary>
    public static string DecodeHead(ReadOnlySpan<byte> head) => Of(head, null).GetString(head);

    internal static Encoding Of(ReadOnlySpan<byte> head, string? charset)
    {
        if (head is [0xFF, 0xFE, ..] || head is [(byte)'<', 0, ..])
        {
            return Encoding.Unicode;
        }

        if (head is [0xFE, 0xFF, ..] || head is [0, (byte)'<', ..])
        {
            return Encoding.BigEndianUnicode;
        }

        if (head is [0xEF, 0xBB, 0xBF, ..] || IsUtf8WithAccents(head))
        {
            return Utf8OrWindows1252;
        }

        // The beginning as Latin-1: declarations are ASCII.
        var start = Encoding.Latin1.GetString(head[..Math.Min(head.Length, 2048)]);
        var declared = Declaration().Match(start) is { Success: true } match ? match.Groups[1].Value : charset;
        return Named(declared) ?? Utf8OrWindows1252;
    }

    // A file without a single wrong sequence and with at least one right one is UTF-8, whatever it says.
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

    private static Encoding? Named(string? name)
    {
        switch (name?.Trim().ToLowerInvariant())
        {
            case null or "" or "utf-8" or "utf8" or "us-ascii" or "ascii" or "utf-16" or "unicode":
                return null;
            // As browsers do: the two differ in quotes and dashes, which only the second has.
            case "iso-8859-1" or "latin1" or "latin-1":
                return Encoding.GetEncoding(1252);
            case var known:
                try
                {
                    return Encoding.GetEncoding(known);
                }
                catch (ArgumentException)
                {
                    return null;
                }
        }
    }

    private static Encoding Utf8OrWindows1252 { get; } = Encoding.GetEncoding("utf-8", EncoderFallback.ReplacementFallback, new Windows1252Fallback());

    [GeneratedRegex(@"^[^<]*<\?xml[^>]*?encoding\s*=\s*[""']([\w.:-]+)|<meta[^>]+charset\s*=\s*[""']?([\w.:-]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();

    /// <summary>Reads bytes that are no UTF-8 as Windows-1252, so that a stray quote or accent survives in a file that claims to be UTF-8.</summary>
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
