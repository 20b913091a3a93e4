using System.Net;
using System.Text;
using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads a story of Arc XP (ANS): its elements become HTML. The primary section is the section.</summary>
internal static class ArcStory
{
    private const int Deepest = 10;

    public static bool Is(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("headlines", out _);

    public static RawItem Map(JsonElement story, int number, DocumentFacts facts)
    {
        var id = story.Text("_id");
        var type = story.Text("type") ?? "story";
        if (type != "story")
        {
            return RawItem.Skip(number, id, $"is a {type}, not a story");
        }

        var html = new StringBuilder();
        Elements(story.Member("content_elements"), html, 0);
        var taxonomy = story.Member("taxonomy") ?? default;
        var sections = Names(taxonomy.Member("sections"), "name", "title").ToList();
        var section = taxonomy.Text("primary_section") ?? Primary(story) ?? sections.FirstOrDefault();
        var item = new RawItem
        {
            Number = number,
            Id = id,
            Url = facts.AddressOf(story.Text("canonical_url") ?? story.Text("website_url") ?? Website(story)),
            Title = Basic(story, "headlines"),
            Html = html.ToString(),
            Summary = Basic(story, "description") ?? Basic(story, "subheadlines"),
            Image = Picture(story.Member("promo_items")?.Member("basic") ?? default, 0),
            Author = string.Join(", ", Names(story.Member("credits")?.Member("by"), "name", "byline")),
            Section = section,
            Tags = [.. sections.Where(name => name != section), .. Names(taxonomy.Member("tags"), "text", "slug")],
            Language = story.Text("language"),
            Access = StatedAccess.OfWord(story.Member("content_restrictions")?.Text("content_code")),
            Published = story.Text("display_date") ?? story.Text("first_publish_date") ?? story.Text("publish_date"),
            MoreDates = [.. new[] { story.Text("first_publish_date"), story.Text("publish_date") }.OfType<string>()],
            Updated = story.Text("last_updated_date"),
            Base = facts.Site.Address ?? facts.Base,
        };
        return IsPublished(story) ? item : item.NotPublic("is not published");
    }

    // A revision that is a draft says so.
    private static bool IsPublished(JsonElement story) =>
        story.Member("revision")?.Member("published") is not { ValueKind: JsonValueKind.False }
        && story.Member("workflow")?.Text("status_code") is not ("1" or "2") && story.Text("status") is not ("draft" or "working");

    private static string? Primary(JsonElement story) =>
        story.Member("websites") is { ValueKind: JsonValueKind.Object } sites
            ? sites.EnumerateObject().Select(site => site.Value.Member("website_section")?.Text("name"))
                .FirstOrDefault(name => name is not null)
            : null;

    private static string? Website(JsonElement story) =>
        story.Member("websites") is { ValueKind: JsonValueKind.Object } sites
            ? sites.EnumerateObject().Select(site => site.Value.Text("website_url")).FirstOrDefault(url => url is not null) : null;

    private static string? Basic(JsonElement story, string name) => story.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } words => words.Text("basic"),
        _ => null,
    };

    private static IEnumerable<string> Names(JsonElement? list, string name, string other) =>
        list is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Select(item => item.Text(name) ?? item.Text(other)).OfType<string>().Distinct() : [];

    // A video or a gallery has its picture in its own promo items.
    private static string? Picture(JsonElement item, int depth) => depth > Deepest || item.ValueKind != JsonValueKind.Object ? null
        : item.Text("type") is "image" or null ? item.Text("url")
        : Picture(item.Member("promo_items")?.Member("basic") ?? default, depth + 1)
            ?? (item.Member("content_elements") is { ValueKind: JsonValueKind.Array } pictures && pictures.GetArrayLength() > 0
                ? Picture(pictures[0], depth + 1) : null);

    private static void Elements(JsonElement? list, StringBuilder html, int depth)
    {
        if (depth > Deepest || list is not { ValueKind: JsonValueKind.Array } elements)
        {
            return;
        }

        foreach (var element in elements.EnumerateArray())
        {
            Element(element, html, depth);
        }
    }

    private static void Element(JsonElement element, StringBuilder html, int depth)
    {
        switch (element.Text("type"))
        {
            case "text":
                html.Append("<p>").Append(element.Text("content")).Append("</p>");
                break;
            case "raw_html":
                html.Append(element.Text("content"));
                break;
            case "header":
                html.Append("<h2>").Append(element.Text("content")).Append("</h2>");
                break;
            case "image":
                html.Append($"<figure><img src=\"{WebUtility.HtmlEncode(element.Text("url"))}\"><figcaption>")
                    .Append(WebUtility.HtmlEncode(element.Text("caption"))).Append("</figcaption></figure>");
                break;
            case "list":
                foreach (var item in element.Member("items") is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default)
                {
                    html.Append("<li>").Append(item.Text("content"));
                    Elements(item.Member("items"), html, depth + 1);
                    html.Append("</li>");
                }

                break;
            case "quote":
                html.Append("<blockquote>");
                Elements(element.Member("content_elements"), html, depth + 1);
                html.Append("</blockquote>");
                break;
            case "element_group" or "content" or "correction":
                html.Append("<p>").Append(element.Text("text")).Append("</p>");
                Elements(element.Member("content_elements"), html, depth + 1);
                break;
            case "code":
                html.Append("<pre>").Append(WebUtility.HtmlEncode(element.Text("content"))).Append("</pre>");
                break;
        }
    }
}
