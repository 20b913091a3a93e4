using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Recommender.Service.Importing.Budgets;

/// <summary>
/// Messages between the program and a reading process: the number of bytes of JSON and of characters of the body (-1 if there is none),
/// four bytes each; the JSON; the body in UTF-16.
/// </summary>
internal static class ReadFrames
{
    private const int Longest = 1_000_000_000;
    private const int Head = 2 * sizeof(int);
    private const int Piece = 32_768;

    public static async Task WriteAsync<T>(Stream stream, T message, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : ReadMessage
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var head = new byte[Head];
        BinaryPrimitives.WriteInt32LittleEndian(head, json.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(sizeof(int)), message.Body?.Length ?? -1);
        await stream.WriteAsync(head, cancel);
        await stream.WriteAsync(json, cancel);
        await WriteAsync(stream, message.Body.AsMemory(), cancel);
        await stream.FlushAsync(cancel);
    }

    /// <returns>Null if the stream has ended.</returns>
    /// <exception cref="IOException">The stream ended within a message.</exception>
    public static async Task<T?> ReadAsync<T>(Stream stream, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : ReadMessage
    {
        var head = new byte[Head];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel) < head.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        var characters = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(sizeof(int)));
        if (length is < 0 or > Longest || characters is < -1 or > Longest / sizeof(char))
        {
            throw new IOException("a reading process sent no message");
        }

        // Not of the shared pool: each thread would keep one of megabytes.
        var json = GC.AllocateUninitializedArray<byte>(length);
        await stream.ReadExactlyAsync(json, cancel);
        var message = JsonSerializer.Deserialize(json, type);
        if (message is not null && characters >= 0)
        {
            message.Body = await ReadTextAsync(stream, characters, cancel);
        }

        return message;
    }

    private static async Task WriteAsync(Stream stream, ReadOnlyMemory<char> text, CancellationToken cancel)
    {
        var piece = ArrayPool<byte>.Shared.Rent(Piece * sizeof(char));
        for (; !text.IsEmpty; text = text[Math.Min(Piece, text.Length)..])
        {
            var bytes = MemoryMarshal.AsBytes(text.Span[..Math.Min(Piece, text.Length)]);
            bytes.CopyTo(piece);
            await stream.WriteAsync(piece.AsMemory(0, bytes.Length), cancel);
        }

        ArrayPool<byte>.Shared.Return(piece);
    }

    // In pieces, into the string that is returned: nobody else knows it yet, and a copy would have megabytes.
    private static async Task<string> ReadTextAsync(Stream stream, int characters, CancellationToken cancel)
    {
        var text = new string('\0', characters);
        var piece = ArrayPool<byte>.Shared.Rent(Piece * sizeof(char));
        for (var rest = MemoryMarshal.AsMemory(text.AsMemory()); !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
        {
            var bytes = piece.AsMemory(0, Math.Min(Piece, rest.Length) * sizeof(char));
            await stream.ReadExactlyAsync(bytes, cancel);
            MemoryMarshal.Cast<byte, char>(bytes.Span).CopyTo(rest.Span);
        }

        ArrayPool<byte>.Shared.Return(piece);
        return text;
    }
}
