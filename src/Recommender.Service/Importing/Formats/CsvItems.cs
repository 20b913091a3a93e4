using CsvHelper;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads CSV with a header of the JSON Lines field names, in any order; separated by comma, semicolon or tab. Tags are separated by ',',
/// ';' or '|'.
/// </summary>
internal static class CsvItems
{
    // Ours, then those of the exports of Wix and Beehiiv.
    private static readonly string[] Titles = ["title", "web_title"];
    private static readonly string[] Bodies = ["html", "content", "content_html"];
    private static readonly string[] Texts = ["text", "plain content", "plaintext"];
    private static readonly string[] Addresses = ["url", "link", "post page url"];
    private static readonly string[] Dates = ["published", "date", "published date", "published_at", "publish_date", "created_at"];
    private static readonly string[] Others =
        ["id", "summary", "image", "author", "section", "tags", "language", "updated", "categories", "slug", "status", "excerpt"];

    private static readonly string[] Fields = [.. Titles, .. Bodies, .. Texts, .. Addresses, .. Dates, .. Others];

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Whether a line names at least two fields, one of them a title, text or URL.</summary>
    public static bool IsHeader(string line) => Delimiters.Any(delimiter =>
    {
        var names = line.Split(delimiter).Select(name => name.Trim(' ', '"').ToLowerInvariant()).Where(Fields.Contains).ToHashSet();
        return names.Count >= 2 && names.Overlaps([.. Titles, "text", "html", "url"]);
    });

    /// <exception cref="ImportException">A quoted field is not closed within the limit; the items before it have been returned.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts)
    {
        using var reader = content.OpenText();
        using var csv = CsvReader.Create(
            reader, new CsvReaderOptions { MaxRecordSize = ImportLimits.ItemCharacters, TrimWhitespace = true, TrimInsideQuotes = true });
        for (var number = 1; Next(csv, content, number); number++)
        {
            yield return SourceFailure.Item(number, () => Map(csv, number, facts));
        }
    }

    private static RawItem Map(CsvReader csv, int number, DocumentFacts facts)
    {
        var sections = Names(Field(csv, "categories"));
        var item = new RawItem
        {
            Number = number,
            Id = Field(csv, "id"),
            Url = Address(Field(csv, Addresses) ?? Field(csv, "slug"), facts),
            Title = Field(csv, Titles),
            Html = Field(csv, Bodies),
            Text = Field(csv, Texts),
            Summary = Field(csv, "summary", "excerpt", "web_subtitle", "subtitle"),
            Image = Picture(Field(csv, "image", "cover image", "thumbnail_url")),
            Author = Field(csv, "author"),
            Section = Field(csv, "section") ?? (sections.Count > 0 ? sections[0] : null),
            Tags = [.. sections.Skip(1), .. Names(Field(csv, "tags"))],
            Language = Field(csv, "language"),
            Access = StatedAccess.OfWord(Field(csv, "access", "visibility", "audience")),
            Published = Field(csv, Dates),
            MoreDates = Field(csv, "date") is { } date ? [date] : [],
            Updated = Field(csv, "updated", "last published date"),
        };
        return Field(csv, "status")?.ToLowerInvariant() is "draft" or "archived" or "unpublished" ? item.NotPublic("is a draft") : item;
    }

    // One that is neither an address nor a path is reported as it is.
    private static string? Address(string? address, DocumentFacts facts) =>
        address is null || address.Contains(':', StringComparison.Ordinal) ? address : facts.AddressOf(address) ?? address;

    // Wix: ["bridge","river"].
    private static IReadOnlyList<string> Names(string? names) => names is null ? [] : names.StartsWith('[') && names.EndsWith(']')
        ? [.. JsonItem.SplitTags(names[1..^1]).Select(name => name.Trim('"', ' ')).Where(name => name.Length > 0)]
            : JsonItem.SplitTags(names);

    private static string? Picture(string? image)
    {
        const string Wix = "wix:image://v1/";
        return image?.StartsWith(Wix, StringComparison.Ordinal) == true
            ? $"https://static.wixstatic.com/media/{image[Wix.Length..].Split('/', 2)[0]}" : image;
    }

    private static bool Next(CsvReader csv, SourceContent content, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new ImportException($"{content.Name}: row {number} cannot be read: {e.Message.Split('\n', 2)[0]}", e);
        }
    }

    private static string? Field(CsvReader csv, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (csv.TryGetFieldIndex(name, out var index) && csv.GetString(index) is { } value && !string.IsNullOrWhiteSpace(value))
            {
                return value;
            }
        }

        return null;
    }
}
