using System.Text.Json;
using System.Text.Json.Nodes;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>Reads configuration files of site generators.</summary>
internal static class SiteConfiguration
{
    // Characters. Larger ones hold data, and no rules for addresses.
    private const long Longest = 200_000;

    private static readonly string[] Endings = [".toml", ".yaml", ".yml", ".json"];

    /// <summary>The first of several names that exists and can be read, with any ending of a known language.</summary>
    public static JsonElement? Read(string folder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var ending in Endings)
            {
                if (ReadFile(Path.Combine(folder, name + ending)) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    /// <returns>Null if the file does not exist or is not valid.</returns>
    public static JsonElement? ReadFile(string file) => Text(file) is { } text ? FrontMatter.OfFile(file, text) : null;

    /// <summary>The text of a small file; null if there is none.</summary>
    public static string? Text(string file)
    {
        try
        {
            var info = new FileInfo(file);
            return info.Exists && info.Length <= Longest ? File.ReadAllText(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>One configuration over another: objects are merged, everything else replaces.</summary>
    public static JsonElement Merged(JsonElement under, JsonElement over)
    {
        var merged = JsonObject.Create(under) ?? [];
        foreach (var part in over.EnumerateObject())
        {
            var name = under.EnumerateObject().Select(one => one.Name)
                .FirstOrDefault(one => one.Equals(part.Name, StringComparison.OrdinalIgnoreCase)) ?? part.Name;
            merged[name] = under.Member(name) is { ValueKind: JsonValueKind.Object } below && part.Value.ValueKind == JsonValueKind.Object
                ? JsonNode.Parse(Merged(below, part.Value).GetRawText()) : JsonNode.Parse(part.Value.GetRawText());
        }

        return JsonSerializer.SerializeToElement(merged);
    }

    /// <summary>A time zone by its name; UTC if it is unknown.</summary>
    public static TimeZoneInfo Zone(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The entries of an object.</summary>
    public static IEnumerable<JsonProperty> Entries(JsonElement? table) =>
        table is { ValueKind: JsonValueKind.Object } entries ? entries.EnumerateObject() : [];
}
