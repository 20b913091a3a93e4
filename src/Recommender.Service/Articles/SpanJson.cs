using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>The stored form of an article's spans: JSON. Thread-safe.</summary>
internal static class SpanJson
{
    private const int Many = 1000;
    private const int BytesPerSpan = 128;

    // That of many spans has megabytes and is needed twice: for the hash, and for the store.
    private static readonly ConditionalWeakTable<IReadOnlyList<TextSpan>, string> Made = [];

    /// <summary>The same as <see cref="StoredTypes.ToJson"/>, without buffers of megabytes that each thread would keep.</summary>
    public static string Of(IReadOnlyList<TextSpan> spans) =>
        spans.Count < Many ? StoredTypes.ToJson(spans) : Made.GetValue(spans, Make);

    private static string Make(IReadOnlyList<TextSpan> spans)
    {
        using var json = new MemoryStream(spans.Count * BytesPerSpan);
        JsonSerializer.Serialize(json, spans, JsonSerializerOptions.Web);
        return Encoding.UTF8.GetString(json.GetBuffer().AsSpan(0, (int)json.Length));
    }
}
