using System.Net.Http.Headers;
using System.Text.Json;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>An answer that was received whole.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers)
{
    public bool IsDone => Status < 400;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public override string ToString() => $"{Status} {Text[..Math.Min(Text.Length, 300)]}";
}
