using System.Runtime.InteropServices;

namespace Recommender.Engine.Persistence;

/// <summary>Reads files written by <see cref="ArrayWriter"/>.</summary>
internal sealed class ArrayReader : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly BinaryReader _reader;

    private ArrayReader(string path)
    {
        _path = path;
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
        _reader = new BinaryReader(_file, System.Text.Encoding.UTF8);
    }

    /// <summary>Runs <paramref name="read"/> over a file of the given kind and version.</summary>
    /// <exception cref="InvalidDataException">The file is missing, of another kind or version, or ends too early.</exception>
    public static T Read<T>(string path, string kind, int version, Func<ArrayReader, T> read)
    {
        try
        {
            using var reader = new ArrayReader(path);
            if (reader._reader.ReadUInt32() != ArrayWriter.Magic || reader._reader.ReadString() != kind)
            {
                throw new InvalidDataException($"{path} is not a {kind} file of recommender");
            }

            var found = reader._reader.ReadInt32();
            if (found != version)
            {
                throw new InvalidDataException(
                    $"{path} has format version {found} but this program reads version {version}; train the model again");
            }

            return read(reader);
        }
        catch (Exception e)
            when (e is IOException or FormatException or ArgumentException or OverflowException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path} is damaged or missing: {e.Message}", e);
        }
    }

    public string Path => _path;

    public int ReadInt() => _reader.ReadInt32();

    public float ReadFloat() => _reader.ReadSingle();

    public T[] ReadArray<T>()
        where T : unmanaged
    {
        var length = ReadLength(System.Runtime.CompilerServices.Unsafe.SizeOf<T>());
        var values = GC.AllocateUninitializedArray<T>(length);
        const int Part = 1 << 26;
        for (var from = 0; from < length; from += Part)
        {
            _file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(from, Math.Min(Part, length - from))));
        }

        return values;
    }

    public string[] ReadStrings()
    {
        var values = new string[ReadLength(1)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _reader.ReadString();
        }

        return values;
    }

    public void Dispose() => _reader.Dispose();

    // A damaged length must not allocate more memory than the file could fill.
    private int ReadLength(int size)
    {
        var length = _reader.ReadInt32();
        return length < 0 || (long)length * size > _file.Length - _file.Position
            ? throw new InvalidDataException($"{_path} is damaged: an array of {length} entries exceeds the file")
            : length;
    }
}
