using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Recommender.Service.Importing.Budgets;

/// <summary>Messages between the program and a reading process: a length of four bytes, then JSON.</summary>
internal static class ReadFrames
{
    private const int Longest = 1_000_000_000;

    public static async Task WriteAsync<T>(Stream stream, T message, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, type);
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        await stream.WriteAsync(length, cancel);
        await stream.WriteAsync(body, cancel);
        await stream.FlushAsync(cancel);
    }

    /// <returns>Null if the stream has ended.</returns>
    /// <exception cref="IOException">The stream ended within a message.</exception>
    public static async Task<T?> ReadAsync<T>(Stream stream, JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        var head = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel) < head.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > Longest)
        {
            throw new IOException("a reading process sent no message");
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancel);
        return JsonSerializer.Deserialize(body, type);
    }
}
