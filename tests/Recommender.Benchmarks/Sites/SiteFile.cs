using Recommender.Engine;
using Recommender.Service.Articles;
using Recommender.Service.Importing;

namespace Recommender.Benchmarks.Sites;

/// <summary>A site of the shared corpora, read as by the program.</summary>
internal static class SiteFile
{
    /// <summary>The file of a site in which the newest articles have lost their links.</summary>
    public const string Withheld = "withheld.jsonl";

    public static async Task<(IReadOnlyList<Document> Documents, IReadOnlyList<string> Hosts)> ReadAsync(string file)
    {
        var articles = new Dictionary<string, Article>(StringComparer.Ordinal);
        await foreach (var item in ArticleFile.ReadAsync(file, TimeProvider.System))
        {
            if (item.Article is { } article)
            {
                articles[article.SourceId] = article;
            }
        }

        return (
            ArticleDocuments.Of([.. articles.Values], article => article.SourceId),
            [.. articles.Values.Select(a => Uri.TryCreate(a.Url, UriKind.Absolute, out var url) ? url.Host : null)
                .OfType<string>().Distinct().Order()]);
    }
}
