using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recommender.Service.Storage;

/// <summary>
/// JSON in rows. It has the same shape as before this type existed, so that old rows stay readable, and is independent of what the HTTP API
/// accepts: a field that a newer program wrote is skipped.
/// </summary>
internal static class StoredJson
{
    public static JsonSerializerOptions Options { get; } = New();

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not JSON of such a value.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    /// <returns>New options, for a reader with requirements of its own.</returns>
    public static JsonSerializerOptions New() => new(JsonSerializerDefaults.Web)
    {
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new InstantConverter(),
            new TimeOfDayConverter(),
        },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
