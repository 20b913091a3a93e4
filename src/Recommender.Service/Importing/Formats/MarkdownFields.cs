using System.Text.Json;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>Reads the front matter of an article, in the names that site generators and their themes use.</summary>
internal static class MarkdownFields
{
    private const int Deepest = 4;

    private static readonly string[] Images =
    [
        "image", "cover", "featured_image", "featuredImage", "images", "feature_image", "featureImage", "featured", "feature", "hero",
        "heroImage", "hero_image", "cover_image", "coverImage", "thumbnail", "thumb", "banner", "banner_image", "header_image",
        "headerImage", "post_image", "teaser_image", "preview", "og_image", "ogImage", "socialImage", "social_image", "header", "resources",
    ];

    // Of a table: the address among captions and licences. Themes of Jekyll have several pictures in "header".
    private static readonly string[] Addresses =
        ["src", "url", "image", "path", "href", "file", "filename", "feature", "relative", "og_image", "overlay_image", "teaser", "source"];

    // Pages of a site that are not articles, by the layout that shows them.
    private static readonly HashSet<string> Services = new(StringComparer.OrdinalIgnoreCase)
    {
        "search", "archive", "archives", "tags", "categories", "tag", "category", "authors", "home", "contact", "404", "redirect",
        "sitemap", "feed", "none", "null",
    };

    /// <param name="fields">The front matter, and the site's defaults.</param>
    /// <param name="now">The time of the import; null if unknown.</param>
    /// <returns>An article or a left-out item, without body.</returns>
    public static RawItem Of(JsonElement fields, DateTimeOffset? now)
    {
        string? Field(params ReadOnlySpan<string> names) => First(fields, names);
        var categories = Names(fields, "categories", "category");
        var section = Field("section") ?? (categories.Count > 0 ? categories[0] : null);
        var item = new RawItem
        {
            Number = 1,
            Id = Field("id"),
            Url = Field("url", "canonical_url", "canonicalURL", "canonical") is { } url && url.Contains("://", StringComparison.Ordinal)
                ? url : null,
            Title = Field("title", "headline"),
            Summary = Field("summary", "description", "excerpt", "lead", "abstract", "teaser", "intro", "subtitle"),
            Image = ImageOf(fields),
            Author = string.Join(", ", Names(fields, "author", "authors", "byline", "writer", "by")) is { Length: > 0 } authors
                ? authors : null,
            Section = section,
            Tags = [.. categories.Where(name => name != section), .. Names(fields, "tags", "tag") is { Count: > 0 } tags
                ? tags : Names(fields, "keywords", "topics", "labels")],
            Language = Field("language", "lang", "locale"),
            // Of Jekyll, "published" says whether, not when.
            Published = (Truth(fields, "published") is null ? Field("published") : null)
                ?? Field("date", "pubDate", "publishDate", "publish_date", "published_at", "publishedAt", "datePublished", "pubDatetime",
                    "date_published", "created", "created_at", "createdAt"),
            Updated = Field("updated", "lastmod", "last_modified_at", "modified", "updatedDate", "updated_at", "updatedAt", "modDatetime",
                "dateModified", "last_modified", "lastUpdated"),
            Access = StatedAccess.OfWord(Field("access", "visibility")),
        };
        return WhyNotPublic(fields, now) is { } hidden ? item.NotPublic(hidden)
            : WhyNoArticle(fields) is { } reason ? RawItem.Skip(1, item.Id, reason) with { IsNotPublic = false } : item;
    }

    /// <summary>The first of several fields that has a text.</summary>
    public static string? First(JsonElement fields, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Member(fields, name) is { } value && JsonItem.AsText(value) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>The names in the first of several fields that has some: a list of names or tables, or one text with commas.</summary>
    public static IReadOnlyList<string> Names(JsonElement fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            IReadOnlyList<string> found = Member(fields, name) switch
            {
                { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(NameOf).OfType<string>()],
                { ValueKind: JsonValueKind.String } text => JsonItem.SplitTags(text.GetString()!),
                { ValueKind: JsonValueKind.Object } table => NameOf(table) is { } one ? [one] : [],
                _ => [],
            };
            if (found.Count > 0)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>A truth value; null for what is neither yes nor no.</summary>
    public static bool? Truth(JsonElement fields, string name) => Member(fields, name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            _ => null,
        },
        _ => null,
    };

    // Themes of Hugo may have their own fields in a table, and Zola has its lists in one.
    private static JsonElement? Member(JsonElement fields, string name) =>
        fields.Member(name) is { ValueKind: not JsonValueKind.Null } value ? value
        : fields.Member("params")?.Member(name) ?? fields.Member("taxonomies")?.Member(name) ?? fields.Member("extra")?.Member(name);

    private static string? NameOf(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? value.Text("name") ?? value.Text("title") ?? value.Text("display_name") ?? value.Text("label") : JsonItem.AsText(value);

    private static string? WhyNotPublic(JsonElement fields, DateTimeOffset? now) =>
        Truth(fields, "draft") == true || Truth(fields, "published") == false || Truth(fields, "private") == true
            || First(fields, ["status"])?.ToLowerInvariant() is "draft" or "private" or "pending" or "unpublished" ? "is a draft"
        : Dates.Parse(First(fields, ["expiryDate", "unpublishDate"])) < now ? "has expired"
        : Truth(fields, "headless") == true || Rendering(fields) is "never" or "false" or "False" ? "is not shown as a page of its own"
        : null;

    private static string? Rendering(JsonElement fields) =>
        (fields.Member("build") ?? fields.Member("_build"))?.Member("render") is { } render ? render.ToString() : null;

    private static string? WhyNoArticle(JsonElement fields) =>
        Truth(fields, "noindex") == true || First(fields, ["robots"])?.Contains("noindex", StringComparison.OrdinalIgnoreCase) == true
            ? "is marked noindex"
        : First(fields, ["redirect_to", "redirect"]) is not null ? "leads to another address"
        : First(fields, ["layout"]) is { } layout && Services.Contains(layout) ? $"is a list or service page (layout {layout})"
        : First(fields, ["type"]) is { } type && (Services.Contains(type) || type is "page") ? $"is a page of the site (type {type})"
        : null;

    private static string? ImageOf(JsonElement fields)
    {
        foreach (var name in Images)
        {
            if (Member(fields, name) is { } value
                && AddressIn(value, name is not ("header" or "resources" or "featured"), 0) is { } address)
            {
                return address;
            }
        }

        return null;
    }

    private static string? AddressIn(JsonElement value, bool isPlain, int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return isPlain && !string.IsNullOrWhiteSpace(value.GetString()) && Truth(value) is null ? value.GetString()!.Trim() : null;
            case JsonValueKind.Array:
                return value.EnumerateArray().Take(10).Select(one => AddressIn(one, isPlain, depth + 1))
                    .FirstOrDefault(address => address is not null);
            case JsonValueKind.Object:
                return Addresses.Select(name => value.Member(name)).OfType<JsonElement>().Select(one => AddressIn(one, true, depth + 1))
                    .FirstOrDefault(address => address is not null);
            default:
                return null;
        }
    }

    private static bool? Truth(JsonElement text) => 
        text.GetString()!.ToLowerInvariant() is "true" or "false" or "yes" or "no" ? true : null;
}
