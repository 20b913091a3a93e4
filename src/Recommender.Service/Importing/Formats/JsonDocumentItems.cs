using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Text;
using Recommender.Service.Web;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads JSON as a whole document: JSON Feed, exports and interfaces of known systems, and arrays of known objects.</summary>
internal static class JsonDocumentItems
{
    /// <exception cref="ImportException">It is not valid JSON, or of an unknown kind: the message says what was expected.</exception>
    public static IEnumerable<RawItem> Read(SourceContent content, DocumentFacts facts)
    {
        using var document = Parse(content);
        var root = document.RootElement;
        var items = root switch
        {
            { ValueKind: JsonValueKind.Array } => JsonObjects.Are(root) ? ReadArray(root, facts) : null,
            _ when root.Member("items") is { ValueKind: JsonValueKind.Array } => ReadFeed(root, facts),
            _ when GhostItems.Data(root) is { } data => GhostItems.Read(data, root, content.Url, facts),
            _ when DrupalItems.Is(root) => DrupalItems.Read(root, facts),
            _ when root.Member("content_elements") is { ValueKind: JsonValueKind.Array } list && !ArcStory.Is(root) =>
                ReadArray(list, facts),
            _ when JsonObjects.Is(root) => [SourceFailure.Item(1, () => JsonObjects.Map(root, 1, facts))],
            _ => null,
        };
        foreach (var item in items ?? [Unknown(content)])
        {
            yield return item;
        }
    }

    private static RawItem Unknown(SourceContent content) => content.Member is not null
        ? RawItem.Skip(1, null, "is JSON of another kind than articles")
        : throw new ImportException($"{content.Name}: is JSON without articles of a known kind; read are: {UnknownKind.ExpectedJson}");

    private static IEnumerable<RawItem> ReadFeed(JsonElement feed, DocumentFacts facts)
    {
        facts.Next = feed.Text("next_url");
        facts.Base = WebUrl.Parse(Own("home_page_url"), facts.Base) ?? facts.Base;
        facts.Language = Own("language");
        facts.HomePage = WebUrl.Parse(Own("home_page_url"));
        var author = Stated("author", () => Authors(feed));
        var number = 0;
        foreach (var item in Elements(feed.Member("items")))
        {
            number++;
            yield return SourceFailure.Item(number, () => MapFeedItem(item, number, author, facts));
        }

        // Invalid data of the feed itself must not cost its items.
        string? Own(string name) => Stated(name, () => feed.Text(name));

        string? Stated(string name, Func<string?> read)
        {
            try
            {
                return read();
            }
            catch (InvalidOperationException e)
            {
                facts.Notes.Add(MessageLine.Of($"its {name} {SourceFailure.ReasonOf(e)}"));
                return null;
            }
        }
    }

    private static IEnumerable<RawItem> ReadArray(JsonElement list, DocumentFacts facts) =>
        list.EnumerateArray().Select((item, i) => SourceFailure.Item(i + 1, () => JsonObjects.Map(item, i + 1, facts)));

    private static RawItem MapFeedItem(JsonElement item, int number, string? author, DocumentFacts facts) => new()
    {
        Number = number,
        Id = item.Text("id"),
        Url = ItemLink.Of(item.Text("url") ?? item.Text("external_url"), facts),
        Title = item.Text("title"),
        Html = item.Text("content_html"),
        Text = item.Text("content_text"),
        Summary = item.Text("summary"),
        Image = item.Text("image") ?? item.Text("banner_image"),
        Author = Authors(item) ?? author,
        Tags = item.Texts("tags"),
        Language = item.Text("language") ?? facts.Language,
        Published = item.Text("date_published"),
        Updated = item.Text("date_modified"),
        Base = facts.Base,
    };

    // Version 1.1 has a list, version 1 a single author.
    private static string? Authors(JsonElement item)
    {
        var list = item.Member("authors") is { ValueKind: JsonValueKind.Array } authors ? Elements(authors).Select(author =>
            author.ValueKind == JsonValueKind.String ? author.GetString() : author.Text("name")) : [item.Text("authors")];
        return AuthorNames.Of(list.Append(item.Text("author")));
    }

    private static IEnumerable<JsonElement> Elements(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    private static JsonDocument Parse(SourceContent content)
    {
        using var reader = content.OpenText();
        var buffer = new char[64 * 1024];
        var text = new System.Text.StringBuilder();
        for (int count; (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            text.Append(buffer, 0, count);
            if (text.Length > ImportLimits.WholeCharacters)
            {
                throw new ImportException($"{content.Name}: is too long for one JSON document; convert it to JSON Lines, one article per "
                    + $"line");
            }
        }

        try
        {
            return JsonDocument.Parse(text.ToString(),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException e)
        {
            throw new ImportException($"{content.Name}: is not valid JSON: {Markup.OneLine(e.Message)}", e);
        }
    }
}
