using System.Text.Json;
using AngleSharp.Html.Dom;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Pages;
using Recommender.Service.Importing.Pictures;

namespace Recommender.Service.Importing.Formats;

/// <summary>An article described by a page in JSON-LD (schema.org).</summary>
internal sealed record LinkedArticle
{
    private const int MostPictures = 50;

    public string? Headline { get; init; }

    /// <summary>Another name of it, which some sites use for the title, with a description as the headline.</summary>
    public string? Name { get; init; }

    public string? Published { get; init; }

    /// <summary>Dates that are used only if that of publication cannot be.</summary>
    public string? Created { get; init; }

    public string? Updated { get; init; }

    /// <summary>One each.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The first, if several are stated; the others are keywords.</summary>
    public string? Section { get; init; }

    public string? Summary { get; init; }

    /// <summary>As stated, addresses not resolved.</summary>
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    public string? Language { get; init; }

    public IReadOnlyList<string> Keywords { get; init; } = [];

    public ArticleAccess? Access { get; init; }

    /// <summary>The name of whoever publishes it.</summary>
    public string? Publisher { get; init; }

    /// <summary>Null if the page describes none.</summary>
    public static LinkedArticle? Of(IHtmlDocument page) => Of(new LinkedNodes(LinkedJson.Of(page)), null);

    /// <param name="nodes">The page's JSON-LD.</param>
    /// <param name="pageUrl">Tells the page's own article from others.</param>
    /// <returns>Null if the page describes none.</returns>
    public static LinkedArticle? Of(LinkedNodes nodes, string? pageUrl) =>
        nodes.Article(pageUrl) is { } article ? Read(article, nodes) : null;

    /// <summary>The names of people and organisations: texts, objects, lists, references.</summary>
    public static IEnumerable<string> Names(JsonElement? value, LinkedNodes nodes, int depth = 0)
    {
        if (value is not { } stated || depth > 3)
        {
            return [];
        }

        var node = nodes.Resolved(stated);
        return node.ValueKind switch
        {
            JsonValueKind.String => [node.GetString()!],
            JsonValueKind.Array => node.EnumerateArray().SelectMany(element => Names(element, nodes, depth + 1)),
            JsonValueKind.Object when node.Member("name") is { } name => Names(name, nodes, depth + 1),
            JsonValueKind.Object when node.Text("familyName") is { } family => [$"{node.Text("givenName")} {family}".Trim()],
            _ => [],
        };
    }

    /// <summary>Pictures: addresses, objects with sizes, lists, references.</summary>
    public static IEnumerable<Picture> PicturesOf(JsonElement? value, LinkedNodes nodes, int depth = 0)
    {
        if (value is not { } stated || depth > 3)
        {
            return [];
        }

        var node = nodes.Resolved(stated);
        return node.ValueKind switch
        {
            JsonValueKind.String => [new Picture(node.GetString()!)],
            JsonValueKind.Array => node.EnumerateArray().SelectMany(element => PicturesOf(element, nodes, depth + 1)),
            JsonValueKind.Object when (node.Text("url") ?? node.Text("contentUrl") ?? node.Text("@id")) is { } url =>
                [new Picture(url, Pixels(node, "width"), Pixels(node, "height"))],
            _ => [],
        };
    }

    private static LinkedArticle Read(JsonElement article, LinkedNodes nodes) => new()
    {
        Headline = article.Text("headline") ?? article.Text("name") ?? article.Text("title"),
        Name = article.Text("name"),
        Published = article.Text("datePublished"),
        Created = article.Text("dateCreated") ?? article.Text("uploadDate"),
        Updated = article.Text("dateModified"),
        Authors = [.. Names(article.Member("author") ?? article.Member("creator"), nodes)],
        Section = Sections(article).FirstOrDefault(),
        Summary = article.Text("description"),
        Pictures = [.. PicturesOf(article.Member("image"), nodes).Concat(PicturesOf(article.Member("thumbnailUrl"), nodes))
            .Take(MostPictures)],
        Language = article.Text("inLanguage"),
        Keywords = [.. article.Texts("keywords").Concat(Sections(article).Skip(1)).Distinct(StringComparer.OrdinalIgnoreCase)],
        Access = StatedAccess.OfFree(article.Member("isAccessibleForFree")?.ToString()),
        Publisher = Names(article.Member("publisher"), nodes).FirstOrDefault(),
    };

    // WordPress names all categories, in one list.
    private static IEnumerable<string> Sections(JsonElement article) => article.Member("articleSection") switch
    {
        { ValueKind: JsonValueKind.Array } => article.Texts("articleSection").Select(name => name.Trim()).Where(name => name.Length > 0),
        _ => article.Text("articleSection") is { } one ? [one] : [],
    };

    // A number, "1200", "1200px", or an object with a value.
    private static int? Pixels(JsonElement picture, string name) => picture.Member(name) is { } size
        ? Picture.Size(PictureElement.Pixels(size.ValueKind == JsonValueKind.Object ? size.Text("value") : picture.Text(name))) : null;
}
