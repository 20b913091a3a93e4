using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Recommender.Service.Push;

/// <summary>Reads lines as they arrive, never holding more than one.</summary>
internal static class NdjsonLines
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The lines that are not blank, with their numbers from 1; null in place of a line that is too long.</summary>
    /// <param name="longest">Maximum length of a line in bytes.</param>
    public static async IAsyncEnumerable<(int Number, ReadOnlyMemory<byte>? Line)> ReadAsync(
        PipeReader reader, int longest, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (number, isTooLong, isDone) = (1, false, false);
        var lines = new List<(int, ReadOnlyMemory<byte>?)>();
        while (!isDone)
        {
            var read = await reader.ReadAsync(cancel);
            var buffer = read.Buffer;
            isDone = read.IsCompleted;
            while (TryTake(ref buffer, isDone, out var line))
            {
                Add(lines, number, isTooLong || line.Length > longest ? null : line);
                (number, isTooLong) = (number + 1, false);
            }

            if (buffer.Length > longest)
            {
                // The rest of this line is discarded as it arrives.
                (isTooLong, buffer) = (true, buffer.Slice(buffer.End));
            }

            // Before yielding: a consumer that stops early must not leave the reader in the middle of a read.
            reader.AdvanceTo(buffer.Start, buffer.End);
            foreach (var line in lines)
            {
                yield return line;
            }

            lines.Clear();
        }
    }

    // The last line may end with the body instead of a line break.
    private static bool TryTake(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is { } end)
        {
            (line, buffer) = (buffer.Slice(0, end), buffer.Slice(buffer.GetPosition(1, end)));
            return true;
        }

        line = buffer;
        buffer = isLast ? buffer.Slice(buffer.End) : buffer;
        return isLast && !line.IsEmpty;
    }

    private static void Add(List<(int, ReadOnlyMemory<byte>?)> lines, int number, ReadOnlySequence<byte>? line)
    {
        if (line is not { } whole)
        {
            lines.Add((number, null));
            return;
        }

        ReadOnlyMemory<byte> bytes = whole.ToArray();
        bytes = number == 1 && bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes;
        if (!bytes.Span.Trim(" \t\r"u8).IsEmpty)
        {
            lines.Add((number, bytes));
        }
    }
}
