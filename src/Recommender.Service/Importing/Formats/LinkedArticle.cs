using System.Text.Json;
using AngleSharp.Html.Dom;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>An article described by a page in JSON-LD (schema.org).</summary>
internal sealed record LinkedArticle(
    string? Headline, string? Published, string? Updated, string? Author, string? Section, string? Summary, string? Image, string? Language,
    IReadOnlyList<string> Keywords, ArticleAccess? Access)
{
    /// <summary>Null if the page describes none.</summary>
    public static LinkedArticle? Of(IHtmlDocument page)
    {
        foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
        {
            try
            {
                using var json = JsonDocument.Parse(
                    script.TextContent, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
                if (Find(json.RootElement, 0) is { } article)
                {
                    return Read(article);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Pages contain broken JSON-LD; the other metadata remain.
            }
        }

        return null;
    }

    private static JsonElement? Find(JsonElement json, int depth)
    {
        if (depth > 3)
        {
            return null;
        }

        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().Select(element => Find(element, depth + 1)).FirstOrDefault(found => found is not null);
        }

        var type = json.Text("@type");
        var isArticle = type is not null
            && (type.Contains("Article", StringComparison.Ordinal) || type.Contains("BlogPosting", StringComparison.Ordinal)
            || type.Contains("Report", StringComparison.Ordinal));
        return isArticle ? json : json.Member("@graph") is { } graph ? Find(graph, depth + 1) : null;
    }

    private static LinkedArticle Read(JsonElement article) => new(
        article.Text("headline") ?? article.Text("name"), article.Text("datePublished"), article.Text("dateModified"),
        article.Text("author"),
        article.Text("articleSection"), article.Text("description"), FirstImage(article.Member("image")), article.Text("inLanguage"),
        article.Texts("keywords"), StatedAccess.OfFree(article.Member("isAccessibleForFree")?.ToString()));

    private static string? FirstImage(JsonElement? image) => image switch
    {
        { ValueKind: JsonValueKind.Array } list =>
            list.EnumerateArray().Select(element => FirstImage(element)).FirstOrDefault(url => url is not null),
        { ValueKind: JsonValueKind.String } url => url.GetString(),
        { ValueKind: JsonValueKind.Object } picture => picture.Text("url") ?? picture.Text("contentUrl"),
        _ => null,
    };
}
