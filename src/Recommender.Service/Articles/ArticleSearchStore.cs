using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>The full-text index of articles. All SQL of search is here.</summary>
public sealed class ArticleSearchStore(Database database)
{
    /// <summary>The columns with an article's title and address, and with what describes it.</summary>
    internal const string Heads = "title about url";

    /// <summary>All columns with an article's words.</summary>
    internal const string Everything = "title about url text";

    private const string Find =
        """
        select s.key
        from article_search
        join search_row s on s.id = article_search.rowid
        where article_search match @match and s.site = @site
        order by article_search.rowid desc limit @limit
        """;

    private const string SimilarWords =
        """
        select term from search_word where term >= @beginning and term < @end
        union select term from search_word where term in (select value from json_each(@words))
        """;

    private const string Contains =
        """
        select b.key from json_each(@keys) k cross join article_body b on b.site = @site and b.key = k.value where instr(b.text, @word) > 0
        """;

    // Erased articles stay in the store with their key only.
    private const string Read =
        """
        select key, source_id, title, url, section, published, withdrawn from article
        where site = @site and key in @some and content_hash <> ''
        """;

    /// <summary>The keys of articles that a query of the index finds, those added last first, including withdrawn ones.</summary>
    /// <param name="match">Of <see cref="SearchWords.ToMatch"/>.</param>
    internal async Task<IReadOnlyList<string>> KeysAsync(string site, string match, int limit, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(Find, new { site, match, limit }, cancellationToken: cancel))];
    }

    /// <summary>Words of the index: those with a beginning, and those of some words that are in it.</summary>
    internal async Task<IReadOnlyList<string>> WordsAsync(string beginning, IEnumerable<string> words, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<string>(new CommandDefinition(
            SimilarWords, new { beginning, end = beginning + char.MaxValue, words = StoredTypes.ToJson(words) },
            cancellationToken: cancel))];
    }

    /// <summary>Those of some articles whose text contains a word as it is written.</summary>
    internal async Task<IReadOnlyList<string>> ContainingAsync(
        string site, IEnumerable<string> keys, string word, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(Contains, new { site, keys = StoredTypes.ToJson(keys), word }, cancellationToken: cancel))];
    }

    /// <summary>The articles with some keys, by key; those without content are left out.</summary>
    internal async Task<IReadOnlyDictionary<string, FoundArticle>> ReadAsync(
        string site, IReadOnlyList<string> keys, CancellationToken cancel = default)
    {
        var found = new Dictionary<string, FoundArticle>(StringComparer.Ordinal);
        await using var connection = await database.ConnectAsync(cancel);
        foreach (var some in keys.Chunk(500))
        {
            foreach (var article in await connection.QueryAsync<FoundArticle>(
                new CommandDefinition(Read, new { site, some }, cancellationToken: cancel)))
            {
                found[article.Key] = article;
            }
        }

        return found;
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

    /// <summary>Adds articles to the index, in the transaction that writes them.</summary>
    /// <param name="articles">Different articles with their current content, and whether an earlier version may be in the index.</param>
    internal static async Task IndexAsync(
        DbConnection connection, DbTransaction transaction, string site, IReadOnlyList<(Article Article, bool Known)> articles)
    {
        await connection.ExecuteAsync(
            "insert into search_row (site, key) values (@site, @Key) on conflict (site, key) do nothing",
            articles.Select(added => new { site, added.Article.Key }), transaction);
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var some in articles.Select(added => added.Article.Key).Chunk(500))
        {
            foreach (var (key, id) in await connection.QueryAsync<(string, long)>(
                "select key, id from search_row where site = @site and key in @some", new { site, some }, transaction))
            {
                ids[key] = id;
            }
        }

        await connection.ExecuteAsync(
            "delete from article_search where rowid = @id",
            articles.Where(added => added.Known).Select(added => new { id = ids[added.Article.Key] }), transaction);
        // The folding of the texts takes longer than their insertion.
        var rows = articles.AsParallel().AsOrdered().Select(added => RowOf(site, added.Article, ids[added.Article.Key])).ToList();
        await connection.ExecuteAsync(
            "insert into article_search (rowid, site, title, about, url, text) values (@id, @site, @title, @about, @url, @text)", rows,
            transaction);
    }

    private static object RowOf(string site, Article article, long id) => new
    {
        id, site, title = IndexedText.Of(article.Title), url = IndexedText.Of(article.Url ?? ""), text = IndexedText.Of(article.Text),
        about = IndexedText.Of(string.Join(' ', [article.Summary, article.Section, article.Author, .. article.Tags])),
    };
}
