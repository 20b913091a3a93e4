using CsvHelper;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads CSV with a header of the JSON Lines field names, in any order; separated by comma, semicolon or tab. Tags are separated by ',',
/// ';' or '|'.
/// </summary>
internal static class CsvItems
{
    private static readonly string[] Fields =
        ["id", "url", "title", "html", "text", "summary", "image", "author", "section", "tags", "language", "published", "updated", "date",
            "link", "content"];

    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Whether a line names at least two fields, one of them a title, text or URL.</summary>
    public static bool IsHeader(string line) => Delimiters.Any(delimiter =>
    {
        var names = line.Split(delimiter).Select(name => name.Trim(' ', '"').ToLowerInvariant()).Where(Fields.Contains).ToHashSet();
        return names.Count >= 2 && (names.Contains("title") || names.Contains("text") || names.Contains("html") || names.Contains("url"));
    });

    /// <exception cref="ImportException">A quoted field is not closed within the limit; the items before it have been returned.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content)
    {
        using var reader = content.OpenText();
        using var csv = CsvReader.Create(
            reader, new CsvReaderOptions { MaxRecordSize = ImportLimits.ItemCharacters, TrimWhitespace = true, TrimInsideQuotes = true });
        for (var number = 1; Next(csv, content, number); number++)
        {
            yield return SourceFailure.Item(number, () => Map(csv, number));
        }
    }

    private static RawItem Map(CsvReader csv, int number) => new()
    {
        Number = number,
        Id = Field(csv, "id"),
        Url = Field(csv, "url") ?? Field(csv, "link"),
        Title = Field(csv, "title"),
        Html = Field(csv, "html") ?? Field(csv, "content"),
        Text = Field(csv, "text"),
        Summary = Field(csv, "summary"),
        Image = Field(csv, "image"),
        Author = Field(csv, "author"),
        Section = Field(csv, "section"),
        Tags = JsonItem.SplitTags(Field(csv, "tags") ?? ""),
        Language = Field(csv, "language"),
        Published = Field(csv, "published") ?? Field(csv, "date"),
        MoreDates = Field(csv, "date") is { } date ? [date] : [],
        Updated = Field(csv, "updated"),
    };

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

    private static string? Field(CsvReader csv, string name) =>
        csv.TryGetFieldIndex(name, out var index) && csv.GetString(index) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
