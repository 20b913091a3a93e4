using System.IO.Compression;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Folders;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing;

/// <summary>The bytes of a source in a file, readable any number of times; decompressed on the fly if gzipped.</summary>
/// <param name="name">The name used in reports: path or URL; secrets in it are hidden.</param>
/// <param name="file">The file with the bytes.</param>
/// <param name="url">The final address after redirects; null for local files.</param>
/// <param name="charset">The encoding named by the server; null if none.</param>
/// <param name="isTemporary">Delete the file on disposal.</param>
internal sealed class SourceContent(string name, string file, Uri? url = null, string? charset = null, bool isTemporary = false)
    : IDisposable
{
    private (byte[] Head, SourceFormat Format)? _looked;

    public string Name { get; } = SecretUrls.Hide(name);

    public string File => file;

    public Uri? Url => url;

    /// <summary>The encoding named by the server; null if none.</summary>
    public string? Charset => charset;

    /// <summary>The path within a folder or zip file that is the source, with slashes; null for a source of its own.</summary>
    public string? Member { get; init; }

    /// <summary>The configured sites of that folder.</summary>
    public FolderSites? Sites { get; init; }

    /// <summary>Stops reading: every reader of any format asks the stream for more.</summary>
    public CancellationToken Cancel { get; set; }

    public SourceFormat Format => Substack is null ? Look().Format : SourceFormat.SubstackPost;

    /// <summary>The row of Substack's export that describes the post; null for everything else.</summary>
    public SubstackRow? Substack { get; init; }

    /// <summary>Like <see cref="Format"/>; null if the bytes cannot be read: reading them reports the reason.</summary>
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

    /// <summary>The beginning of its text, for messages that name its kind.</summary>
    public string Start => TextEncoding.DecodeHead(Look().Head.AsSpan(0, Math.Min(Look().Head.Length, 4096)));

    public bool DeclaresEntities => FormatRecognition.DeclaresEntities(Look().Head);

    /// <summary>Opens the bytes from the start.</summary>
    /// <exception cref="ImportException">The file cannot be read.</exception>
    public Stream Open()
    {
        try
        {
            var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);
            var isGzip = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            stream.Position = 0;
            return isGzip ? new ExpandingStream(new GZipStream(stream, CompressionMode.Decompress), stream.Length, Cancel)
                : new StoppableStream(stream, Cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{Name}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Opens the text from the start, in whatever encoding it is.</summary>
    /// <exception cref="ImportException">The file cannot be read, or its encoding is not supported.</exception>
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
            throw SourceFailure.Of(Name, e);
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
                throw new ImportException($"{name}: is compressed but damaged at its beginning");
            }
            catch (Exception e)
            {
                // The caller never receives it.
                Dispose();
                throw SourceFailure.Of(Name, e);
            }
        }

        return _looked.Value;
    }

    /// <summary>Stops a small compressed file from growing without end.</summary>
    private sealed class ExpandingStream(Stream expanded, long compressedLength, CancellationToken cancel) : ReadOnlyStream(expanded)
    {
        private readonly long _limit = Math.Max(ImportLimits.ExpandedBytes, compressedLength * ImportLimits.Expansion);
        private long _count;

        public override int Read(Span<byte> buffer)
        {
            cancel.ThrowIfCancellationRequested();
            var count = Inner.Read(buffer);
            _count += count;
            return _count <= _limit
                ? count
                : throw new ImportException($"decompresses to more than {_limit / 1_000_000} MB, which is not allowed");
        }
    }

    private sealed class StoppableStream(Stream inner, CancellationToken cancel) : ReadOnlyStream(inner)
    {
        public override int Read(Span<byte> buffer)
        {
            cancel.ThrowIfCancellationRequested();
            return Inner.Read(buffer);
        }
    }
}
