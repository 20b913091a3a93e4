using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>Full-text search for articles by title, URL and text.</summary>
public sealed class ArticleSearchStore(Database database)
{
    public const int MaxLimit = 100;

    // Weights by column (site, title, url, text): a word of the title says more about an article than one of its text.
    private const string Search =
        """
        select a.key, a.source_id, a.title, a.url, a.section, a.published, a.withdrawn
        from article_search
        join search_row s on s.id = article_search.rowid
        join article a on a.site = s.site and a.key = s.key
        where article_search match @match and a.site = @site
        order by bm25(article_search, 0, 10, 4, 1), a.published desc, a.key limit @limit
        """;

    /// <summary>The articles that contain a word starting with each typed word, best first (BM25), including withdrawn ones.</summary>
    /// <param name="typed">The user's input; without a letter or digit it finds nothing.</param>
    /// <param name="limit">1 to <see cref="MaxLimit"/>.</param>
    public async Task<IReadOnlyList<FoundArticle>> FindAsync(string site, string typed, int limit, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        if (SearchWords.ToMatch(site, typed) is not { } match)
        {
            return [];
        }

        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<FoundArticle>(
            new CommandDefinition(Search, new { site, match, limit }, cancellationToken: cancel))];
    }

    /// <summary>Removes articles from the index, and their words from its file, in the transaction that erases them.</summary>
    internal static async Task EraseAsync(DbConnection connection, DbTransaction transaction, string site, IEnumerable<string> keys)
    {
        await connection.ExecuteAsync(
            "delete from article_search where rowid in (select id from search_row where site = @site and key = @key)",
            keys.Select(key => new { site, key }), transaction);
        // Deleted rows keep their words until the parts of the index are merged.
        await connection.ExecuteAsync("insert into article_search (article_search) values ('optimize')", transaction: transaction);
    }

    /// <summary>Adds an article to the index, in the transaction that writes it.</summary>
    /// <param name="article">The article's current content.</param>
    /// <param name="known">True if an earlier version may be in the index.</param>
    internal static async Task IndexAsync(DbConnection connection, DbTransaction transaction, string site, Article article, bool known)
    {
        var id = await connection.ExecuteScalarAsync<long>(
            "insert into search_row (site, key) values (@site, @Key) on conflict (site, key) do update set key = excluded.key returning id",
            new { site, article.Key }, transaction);
        if (known)
        {
            await connection.ExecuteAsync("delete from article_search where rowid = @id", new { id }, transaction);
        }

        await connection.ExecuteAsync(
            "insert into article_search (rowid, site, title, url, text) values (@id, @site, @Title, @url, @Text)",
            new { id, site, article.Title, url = article.Url ?? "", article.Text }, transaction);
    }
}
