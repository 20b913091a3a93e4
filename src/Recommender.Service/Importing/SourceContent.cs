using System.IO.Compression;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>The bytes of a source in a file, read as often as needed; decompressed on the way where they are gzipped.</summary>
/// <param name="name">How reports name it: the path or URL.</param>
/// <param name="file">Where the bytes are.</param>
/// <param name="url">Where it was fetched, after redirects; null for local files.</param>
/// <param name="charset">The encoding that the server named, or null.</param>
/// <param name="isTemporary">The file goes away with this.</param>
internal sealed class SourceContent(string name, string file, Uri? url = null, string? charset = null,
    bool isTemporary = false) : IDisposable
{
    private (byte[] Head, SourceFormat Format)? _looked;

    public string Name => name;

    public string File => file;

    public Uri? Url => url;

    public SourceFormat Format => Look().Format;

    /// <summary>As <see cref="Format"/>; null where the bytes cannot be looked at: reading them says why.</summary>
    public SourceFormat? FormatOrNull
    {
        get
        {
            try
            {
                return Format;
            }
            catch (ImportException)
            {
                return null;
            }
        }
    }

    public bool DeclaresEntities => FormatRecognition.DeclaresEntities(Look().Head);

    /// <summary>The bytes from the start.</summary>
    /// <exception cref="ImportException">The file cannot be read.</exception>
    public Stream Open()
    {
        try
        {
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);
            var isGzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            stream.Position = 0;
            return isGzip ? new ExpandingStream(new GZipStream(stream, CompressionMode.Decompress), stream.Length) : stream;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{name}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The text from the start, in whatever encoding it is.</summary>
    /// <exception cref="ImportException">The file cannot be read, or is in an encoding that the program does not read.</exception>
    public TextReader OpenText()
    {
        var stream = Open();
        try
        {
            return TextEncoding.OpenText(stream, charset, Format);
        }
        catch (Exception e) when (!SourceFailure.IsOrdinary(e))
        {
            stream.Dispose();
            throw SourceFailure.Of(name, e);
        }
    }

    public void Dispose()
    {
        if (isTemporary)
        {
            System.IO.File.Delete(file);
        }
    }

    private (byte[] Head, SourceFormat Format) Look()
    {
        if (_looked is null)
        {
            try
            {
                using var stream = Open();
                var head = new byte[FormatRecognition.HeadLength];
                head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
                _looked = (head, FormatRecognition.Of(head));
            }
            catch (InvalidDataException)
            {
                throw new ImportException($"{name}: is compressed but damaged from its beginning");
            }
            catch (Exception e)
            {
                // Nobody gets to read it.
                Dispose();
                throw SourceFailure.Of(name, e);
            }
        }

        return _looked.Value;
    }

    /// <summary>Stops a small compressed file from growing without end.</summary>
    private sealed class ExpandingStream(Stream expanded, long compressedLength) : ReadOnlyStream(expanded)
    {
        private readonly long _limit = Math.Max(ImportLimits.ExpandedBytes, compressedLength * ImportLimits.Expansion);
        private long _count;

        public override int Read(Span<byte> buffer)
        {
            var count = Inner.Read(buffer);
            _count += count;
            return _count <= _limit
                ? count
                : throw new ImportException($"decompresses to more than {_limit / 1_000_000} MB: stopped there");
        }
    }
}
