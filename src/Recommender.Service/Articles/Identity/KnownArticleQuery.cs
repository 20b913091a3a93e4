using System.Data.Common;
using System.Text.Json;
using Dapper;
using Recommender.Service.Articles.Addresses;

namespace Recommender.Service.Articles.Identity;

/// <summary>Looks for stored articles by ids and addresses, many at once.</summary>
internal sealed class KnownArticleQuery(DbConnection connection, string site)
{
    private const int AtOnce = 500;
    private const string Columns = "a.key, a.source_id, a.url, a.url_key, a.title, a.published, a.withdrawn";

    /// <summary>
    /// The articles that have, or had in some source, these ids. The further ids come first, see <see cref="Article.OtherIds"/>.
    /// </summary>
    public async Task<Dictionary<string, KnownArticle>> ByIdAsync(IReadOnlyCollection<string> ids)
    {
        var found = new Dictionary<string, KnownArticle>(StringComparer.Ordinal);
        foreach (var some in ids.Chunk(AtOnce))
        {
            // By key: the ids themselves are long.
            var keys = some.Select(ArticleKey.Of).ToArray();
            foreach (var article in await connection.QueryAsync<KnownArticle>(
                $"select {Columns} from article a where a.site = @site and a.key in @keys", new { site, keys }))
            {
                found[article.SourceId] = article;
            }

            foreach (var (id, article) in await connection.QueryAsync<string, KnownArticle, (string, KnownArticle)>(
                $"""
                select o.source_id as other, {Columns} from article_id o join article a on a.site = o.site and a.key = o.key
                where o.site = @site and o.source_id in @some
                """,
                (id, article) => (id, article), new { site, some }, splitOn: "key"))
            {
                found[id] = article;
            }
        }

        return found;
    }

    /// <summary>The articles that have, or had, these addresses; with the address that was asked for.</summary>
    public async Task<ILookup<string, KnownArticle>> ByAddressAsync(IReadOnlyCollection<string> addresses)
    {
        var found = new List<(string Address, KnownArticle Article)>();
        foreach (var some in addresses.Chunk(AtOnce))
        {
            found.AddRange((await connection.QueryAsync<KnownArticle>(
                $"select {Columns} from article a where a.site = @site and a.url_key in @some", new { site, some }))
                .Select(article => (article.UrlKey!, article)));
            found.AddRange(await connection.QueryAsync<string, KnownArticle, (string, KnownArticle)>(
                $"""
                select f.url_key as former, {Columns} from former_address f join article a on a.site = f.site and a.key = f.key
                where f.site = @site and f.url_key in @some
                """,
                (former, article) => (former, article), new { site, some }, splitOn: "key"));
        }

        return found.ToLookup(entry => entry.Address, entry => entry.Article, StringComparer.Ordinal);
    }

    /// <summary>The articles at a path, whatever parameters their addresses have.</summary>
    /// <param name="paths">Addresses without a query, not of a home page.</param>
    public async Task<ILookup<string, KnownArticle>> ByPathAsync(IReadOnlyCollection<string> paths)
    {
        // '@' is the next character after '?'. A cross join takes the paths first, each of which is one search in the index.
        var found = await connection.QueryAsync<string, KnownArticle, (string Path, KnownArticle Article)>(
            $"""
            select p.value as path, {Columns} from json_each(@paths) p
            cross join article a on a.site = @site and a.url_key > p.value || '?' and a.url_key < p.value || '@'
            """,
            (path, article) => (path, article), new { site, paths = JsonSerializer.Serialize(paths) }, splitOn: "key");
        return found.ToLookup(entry => entry.Path, entry => entry.Article, StringComparer.Ordinal);
    }

    /// <summary>The articles that may be at another address now, by the address that they have by the site's settings.</summary>
    /// <param name="host">The site's present host.</param>
    public async Task<ILookup<string, KnownArticle>> MovedAsync(AddressMoves moves, string host)
    {
        var all = await connection.QueryAsync<KnownArticle>(
            $"select {Columns} from article a where a.site = @site and a.url_key is not null", new { site });
        return all.Select(article => (Now: moves.Now(article.UrlKey!, host), Article: article))
            .Where(entry => entry.Now is not null && entry.Now != entry.Article.UrlKey)
            .ToLookup(entry => entry.Now!, entry => entry.Article, StringComparer.Ordinal);
    }

    public async Task<string> TextAsync(string key) => await connection.ExecuteScalarAsync<string>(
        "select text from article_body where site = @site and key = @key", new { site, key }) ?? "";
}
