using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads an object with our own field names, as in JSON Lines: id, url, title, html or text, summary, image, author, section, tags,
/// language, published, updated, access. All are optional; names are case-insensitive.
/// </summary>
internal static class JsonItem
{
    public static RawItem Map(JsonElement item, int number)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return RawItem.Skip(number, null, "is not a JSON object", unreadable: true);
        }

        return new RawItem
        {
            Number = number,
            Id = item.Text("id") ?? item.Text("sourceId") ?? item.Text("guid"),
            Url = item.Text("url") ?? item.Text("link"),
            Title = item.Text("title"),
            Html = item.Text("html") ?? item.Text("content"),
            Text = item.Text("text"),
            Summary = item.Text("summary") ?? item.Text("description"),
            Image = item.Text("image"),
            Author = item.Text("author") ?? item.Text("authors"),
            Section = item.Text("section"),
            Tags = item.Texts("tags"),
            Language = item.Text("language"),
            Access = StatedAccess.OfWord(item.Text("access") ?? item.Text("visibility"))
                ?? StatedAccess.OfFree(item.Member("isAccessibleForFree")?.ToString()),
            Published = item.Text("published") ?? item.Text("date"),
            MoreDates = [.. new[] { item.Text("date"), item.Text("created"), item.Text("datePublished") }.OfType<string>()],
            Updated = item.Text("updated") ?? item.Text("modified"),
        };
    }

    /// <summary>The member as text: a number as written, a list joined, an object's "name" or "url"; null if there is none.</summary>
    public static string? Text(this JsonElement item, string name) => item.Member(name) is { } value ? AsText(value) : null;

    /// <summary>A list of texts; a single text is split at commas.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement item, string name) => item.Member(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(AsText).OfType<string>()],
        { ValueKind: JsonValueKind.String } text => SplitTags(text.GetString()!),
        _ => [],
    };

    public static JsonElement? Member(this JsonElement item, string name)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (item.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        foreach (var property in item.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>Splits "football, women's sport" into two tags.</summary>
    public static IReadOnlyList<string> SplitTags(string tags) =>
        tags.Split(tags.Contains(';', StringComparison.Ordinal) ? ';' : tags.Contains('|', StringComparison.Ordinal) ? '|' : ',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static string? AsText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => string.IsNullOrWhiteSpace(value.GetString()) ? null : value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => value.GetArrayLength() == 0
            ? null : string.Join(", ", value.EnumerateArray().Select(AsText).OfType<string>()),
        JsonValueKind.Object => value.Text("name") ?? value.Text("url"),
        _ => null,
    };
}
