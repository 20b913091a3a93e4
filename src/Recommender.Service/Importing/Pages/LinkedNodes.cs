using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Pages;

/// <summary>The objects of a page's JSON-LD: those that describe the page itself, and all by their <c>@id</c>.</summary>
internal sealed class LinkedNodes
{
    private const int MostNodes = 5_000;
    private const int Deepest = 12;
    private const int DeepestOwn = 4;

    private static readonly string[] ArticleTypes = ["Article", "Posting", "Report", "Review", "Recipe", "Obituary"];

    private readonly Dictionary<string, JsonElement> _byId = new(StringComparer.Ordinal);
    private readonly List<JsonElement> _own = [];
    private int _visited;

    /// <param name="values">The values of all scripts.</param>
    public LinkedNodes(IEnumerable<JsonElement> values)
    {
        foreach (var value in values)
        {
            Index(value, 0);
            Collect(value, 0);
        }
    }

    /// <summary>Objects that describe the page, its article, its site.</summary>
    public IReadOnlyList<JsonElement> Own => _own;

    /// <summary>The article that the page is about: the one with the page's address, else the first.</summary>
    public JsonElement? Article(string? pageUrl)
    {
        var articles = _own.Where(IsArticle).ToList();
        var key = UrlKey.Of(pageUrl);
        foreach (var article in articles)
        {
            if (articles.Count > 1 && key is not null && Addresses(article).Any(url => UrlKey.Of(url) == key))
            {
                return article;
            }
        }

        return articles.Count == 0 ? null : articles[0];
    }

    /// <summary>The object with one of these types; null if there is none.</summary>
    public JsonElement? Typed(params string[] endings)
    {
        foreach (var node in _own)
        {
            if (TypesOf(node).Any(type => endings.Any(ending => type.EndsWith(ending, StringComparison.Ordinal))))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The object that a reference (<c>{"@id": …}</c>) means; anything else as it is.</summary>
    public JsonElement Resolved(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.Text("@id") is { } id && _byId.TryGetValue(id, out var node) ? node : value;

    private static bool IsArticle(JsonElement node) =>
        TypesOf(node).Any(type => ArticleTypes.Any(ending => type.EndsWith(ending, StringComparison.Ordinal)));

    private static IEnumerable<string> TypesOf(JsonElement node) =>
        node.Member("@type") switch
        {
            { ValueKind: JsonValueKind.String } type => [type.GetString()!],
            { ValueKind: JsonValueKind.Array } types =>
                types.EnumerateArray().Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!),
            _ => [],
        };

    private static IEnumerable<string?> Addresses(JsonElement article) =>
        [article.Text("url"), article.Text("@id"), article.Member("mainEntityOfPage") is { } page ? page.Text("@id") ?? page.Text("url")
            ?? article.Text("mainEntityOfPage") : null];

    // What a page says of itself stands at the top, in a graph, or as the main entity of one of these; the rest it only mentions.
    private void Collect(JsonElement value, int depth)
    {
        if (depth > DeepestOwn || _own.Count > MostNodes)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                Collect(element, depth + 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            if (value.Member("@type") is not null)
            {
                _own.Add(value);
            }

            foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage"])
            {
                if (value.Member(name) is { } inner)
                {
                    Collect(inner, depth + 1);
                }
            }
        }
    }

    private void Index(JsonElement value, int depth)
    {
        if (depth > Deepest || ++_visited > MostNodes * 4)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray())
            {
                Index(element, depth + 1);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            var count = 0;
            foreach (var property in value.EnumerateObject())
            {
                count++;
                Index(property.Value, depth + 1);
            }

            // A mere reference has nothing but the id.
            if (count > 1 && value.Text("@id") is { } id)
            {
                _byId.TryAdd(id, value);
            }
        }
    }
}
