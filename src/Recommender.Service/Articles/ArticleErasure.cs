using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>
/// Erases articles that readers of the site cannot see and that should not have been taken. What remains is the row with the key, so that
/// rules and counts find their article again if the source publishes it later.
/// </summary>
public sealed class ArticleErasure(Database database, TimeProvider clock)
{
    /// <summary>The title of an erased article.</summary>
    public const string Title = "(not public)";

    private const string Find =
        """
        select key, source_id, title, withdrawn from article
        where site = @site and source_id in @some and pushed is null and content_hash <> ''
        """;

    private const string Erase =
        """
        update article set title = @Title, url = null, url_key = null, summary = null, image = null, author = null, section = null,
            tags = '[]', language = null, published = null, updated = null, access = 'hidden', content_hash = '',
            withdrawn = coalesce(withdrawn, @now), revision = @revision
        where site = @site and key = @Key;
        update article_body set text = '', spans = '[]' where site = @site and key = @Key;
        delete from former_address where site = @site and key = @Key;
        """;

    /// <summary>Erases and withdraws the articles with these source ids, except those that the site itself pushed.</summary>
    /// <returns>The articles that had content.</returns>
    public async Task<IReadOnlyList<ErasedArticle>> EraseAsync(
        string site, IReadOnlyCollection<string> sourceIds, CancellationToken cancel = default)
    {
        if (sourceIds.Count == 0)
        {
            return [];
        }

        return await database.EraseAsync(async (connection, transaction) =>
        {
            var found = new List<Row>();
            foreach (var some in sourceIds.Chunk(500))
            {
                found.AddRange(await connection.QueryAsync<Row>(Find, new { site, some }, transaction));
            }

            if (found.Count > 0)
            {
                var revision = await ArticleStore.NextRevisionAsync(connection, transaction, site);
                var now = clock.GetUtcNow();
                await connection.ExecuteAsync(Erase, found.Select(row => new { site, row.Key, Title, now, revision }), transaction);
                await ArticleSearchStore.EraseAsync(connection, transaction, site, found.Select(row => row.Key));
                await ArticleStore.SetRevisionAsync(connection, transaction, site, revision);
            }

            return found.ConvertAll(row => new ErasedArticle(row.SourceId, row.Title, row.Withdrawn is not null));
        }, cancel);
    }

    private sealed class Row
    {
        public required string Key { get; init; }
        public required string SourceId { get; init; }
        public required string Title { get; init; }
        public DateTimeOffset? Withdrawn { get; init; }
    }
}
