using System.Text.Json;
using Microsoft.Extensions.Options;
using Recommender.Service.Importing.Budgets;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>
/// What a reading process would do, done here, through the same messages; its costs are counted apart, because such a process has limits of
/// its own.
/// </summary>
internal sealed class Inside
{
    public Inside() => Processes = new ReadProcesses(Options.Create(new ReadingOptions())) { Inline = Answer };

    public ReadProcesses Processes { get; }

    public TimeSpan Time { get; private set; }

    /// <summary>Allocated bytes, an upper bound of what was in use.</summary>
    public long Memory { get; private set; }

    /// <summary>The processor time at which work began; null if there is none now.</summary>
    public TimeSpan? Since { get; private set; }

    public void Clear() => (Time, Memory, Since) = (TimeSpan.Zero, 0, null);

    private ReadAnswer Answer(ReadRequest request)
    {
        var (allocated, start) = (GC.GetTotalAllocatedBytes(), ProcessorTime.Now);
        Since = start;
        try
        {
            var answer = ReadLoop.Answer(Sent(request, FrameJson.Default.ReadRequest));
            return Sent(answer, FrameJson.Default.ReadAnswer);
        }
        finally
        {
            Since = null;
            Time += ProcessorTime.Now - start;
            Memory += GC.GetTotalAllocatedBytes() - allocated;
        }
    }

    private static T Sent<T>(T message, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(message, type), type)!;
}
