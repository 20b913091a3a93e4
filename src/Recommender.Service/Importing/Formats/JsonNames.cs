using System.Text;
using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>Tells a JSON document on one line from a line of JSON Lines, by the names of its object.</summary>
internal static class JsonNames
{
    private const int Longest = 200;

    // Of documents that hold or are articles; a line of our own has none of them beside a title.
    private static readonly HashSet<string> Documents = new(StringComparer.Ordinal)
    {
        "db", "jsonapi", "posts", "content_elements", "items", "articles", "stories", "results", "entries", "documents",
    };

    private static readonly HashSet<string> Articles = new(StringComparer.OrdinalIgnoreCase)
    {
        "title", "html", "text", "content", "url", "link", "id", "summary", "published",
    };

    /// <param name="text">The beginning of a text that begins with "{".</param>
    public static bool IsDocument(string text)
    {
        var (names, isWhole) = Of(text);
        if (names.Contains("content_elements") || (names.Any(Documents.Contains) && !names.Contains("text") && !names.Contains("html")))
        {
            return true;
        }

        // An export of a system, and what only looks like a line: one object with none of our names.
        return names.Contains("data") && !names.Overlaps(["title", "text", "html"])
            || (isWhole && names.Count > 0 && !names.Any(Articles.Contains));
    }

    // The names of the first object as far as the text goes, and whether the object is the whole text.
    private static (HashSet<string> Names, bool IsWhole) Of(string text)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), isFinalBlock: false, state: default);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject)
                {
                    return (names, text.AsSpan((int)Math.Min(text.Length, reader.BytesConsumed)).Trim().Length == 0);
                }

                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueSpan.Length <= Longest)
                {
                    names.Add(reader.GetString()!);
                }
            }
        }
        // Whoever reads the document reports it.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
        }

        return (names, false);
    }
}
