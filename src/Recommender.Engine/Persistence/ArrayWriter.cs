using System.Runtime.InteropServices;

namespace Recommender.Engine.Persistence;

/// <summary>
/// Writes arrays to a file of one kind: a header with kind and format version, then each array with its length, little-endian.
/// </summary>
internal sealed class ArrayWriter : IDisposable
{
    internal const uint Magic = 0x4d434552; // "RECM"

    private readonly FileStream _file;
    private readonly BinaryWriter _writer;

    public ArrayWriter(string path, string kind, int version)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        _writer = new BinaryWriter(_file, System.Text.Encoding.UTF8);
        _writer.Write(Magic);
        _writer.Write(kind);
        _writer.Write(version);
    }

    public void Write(int value) => _writer.Write(value);

    public void Write(float value) => _writer.Write(value);

    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        _writer.Write(values.Length);
        _writer.Flush();
        // One call takes at most 2 GB.
        const int Part = 1 << 26;
        for (var from = 0; from < values.Length; from += Part)
        {
            _file.Write(MemoryMarshal.AsBytes(values.Slice(from, Math.Min(Part, values.Length - from))));
        }
    }

    public void Write(IReadOnlyCollection<string> values)
    {
        _writer.Write(values.Count);
        foreach (var value in values)
        {
            _writer.Write(value);
        }
    }

    /// <summary>Flushes to disk, so that a later rename refers to a complete file.</summary>
    public void Dispose()
    {
        _writer.Flush();
        _file.Flush(flushToDisk: true);
        _writer.Dispose();
    }
}
