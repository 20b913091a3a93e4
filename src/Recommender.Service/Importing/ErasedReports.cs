using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Importing;

/// <summary>Removes the titles of erased articles from the stored reports of a site's runs.</summary>
public sealed class ErasedReports(IOptions<FolderOptions> folders)
{
    public async Task RemoveAsync(string site, IReadOnlyList<ErasedArticle> erased, CancellationToken cancel)
    {
        var folder = new DirectoryInfo(folders.Value.ReportsOf(site));
        if (erased.Count == 0 || !folder.Exists)
        {
            return;
        }

        var titles = erased.Select(article => article.Title).ToHashSet(StringComparer.Ordinal);
        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(file.FullName, cancel);
            var without = file.Extension switch
            {
                ".json" => FromJson(text, titles),
                ".html" => FromHtml(text, titles),
                _ => null,
            };
            if (without is not null)
            {
                await File.WriteAllTextAsync(file.FullName, without, cancel);
            }
        }
    }

    /// <returns>Null if nothing is removed.</returns>
    private static string? FromJson(string text, HashSet<string> titles)
    {
        JsonNode? report;
        try
        {
            report = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }

        var found = Values(report).Where(value => value.TryGetValue<string>(out var title) && titles.Contains(title)).ToList();
        found.ForEach(value => value.ReplaceWith(ArticleErasure.Title));
        return found.Count > 0 ? report!.ToJsonString() : null;
    }

    private static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonValue value => [value],
        JsonArray array => array.SelectMany(Values),
        JsonObject fields => fields.SelectMany(field => Values(field.Value)),
        _ => [],
    };

    /// <inheritdoc cref="FromJson"/>
    private static string? FromHtml(string text, HashSet<string> titles)
    {
        using var page = new HtmlParser().ParseDocument(text);
        var found = page.Descendants<IText>().Where(node => titles.Contains(node.Data.Trim())).ToList();
        found.ForEach(node => node.Data = ArticleErasure.Title);
        return found.Count > 0 ? page.ToHtml() : null;
    }
}
