using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>
/// Records which sources contain an article. A full import of a source withdraws only articles that it contained before and that no other
/// source contains.
/// </summary>
public sealed class ArticleSourceStore(Database database, TimeProvider clock)
{
    // A source that is no longer read (an old export, a source removed from the settings) must not keep its articles permanently.
    private static readonly TimeSpan CountsFor = TimeSpan.FromDays(30);

    /// <summary>Records that a source contains these articles, which must be in the store.</summary>
    /// <param name="source">The source's identity.</param>
    /// <param name="sourceIds">The articles' source ids.</param>
    /// <param name="cancel">Cancels without recording anything.</param>
    public async Task ConfirmAsync(string site, string source, IEnumerable<string> sourceIds, CancellationToken cancel = default)
    {
        var keys = sourceIds.Select(ArticleKey.Of).ToHashSet(StringComparer.Ordinal);
        await using (var connection = await database.ConnectAsync(cancel))
        {
            // Most are recorded already, and reading is cheaper than writing.
            foreach (var some in keys.Chunk(500))
            {
                keys.ExceptWith(await connection.QueryAsync<string>(
                    "select key from article_source where site = @site and source = @source and gone = 0 and key in @some",
                    new { site, source, some }));
            }
        }

        if (keys.Count > 0)
        {
            await database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
                """
                insert into article_source (site, key, source, gone) values (@site, @key, @source, 0)
                on conflict (site, key, source) do update set gone = 0
                """,
                keys.Select(key => new { site, key, source }), transaction), cancel);
        }
    }

    /// <summary>Records that a source was read now.</summary>
    public Task RecordReadAsync(string site, string source, CancellationToken cancel = default) =>
        database.WriteAsync((connection, transaction) => connection.ExecuteAsync(
            """
            insert into source_look (site, source, looked) values (@site, @source, @now)
            on conflict (site, source) do update set looked = excluded.looked
            """,
            new { site, source, now = clock.GetUtcNow() }, transaction), cancel);

    /// <summary>
    /// Withdraws the articles that this source contained before and no longer contains, unless another source that was read within 30 days
    /// contains them. Articles that the site itself pushed stay.
    /// </summary>
    /// <param name="source">The source's identity.</param>
    /// <param name="seen">The source ids of all articles found by a full import.</param>
    /// <param name="since">Withdraws only articles published at or after this instant; null for all.</param>
    /// <param name="cancel">Cancels without withdrawing anything.</param>
    /// <returns>Number of articles withdrawn.</returns>
    public Task<int> WithdrawMissingAsync(
        string site, string source, IReadOnlySet<string> seen, DateTimeOffset? since = null, CancellationToken cancel = default) =>
        database.WriteAsync(async (connection, transaction) =>
        {
            var before = await connection.QueryAsync<(string Key, string SourceId)>(
                """
                select a.key, a.source_id from article_source s join article a on a.site = s.site and a.key = s.key
                where s.site = @site and s.source = @source and s.gone = 0
                """,
                new { site, source }, transaction);
            await connection.ExecuteAsync(
                "update article_source set gone = 1 where site = @site and source = @source and key = @key",
                before.Where(article => !seen.Contains(article.SourceId)).Select(article => new { site, source, key = article.Key }),
                transaction);
            var missing = await connection.QueryAsync<string>(
                $"""
                select a.source_id from article_source s join article a on a.site = s.site and a.key = s.key
                where s.site = @site and s.source = @source and s.gone = 1 and a.withdrawn is null and a.pushed is null
                  {(since is null ? "" : "and a.published >= @since")}
                  and not exists (
                    select 1 from article_source o join source_look l on l.site = o.site and l.source = o.source
                    where o.site = s.site and o.key = s.key and o.source <> s.source and o.gone = 0 and l.looked >= @read)
                """,
                new { site, source, since, read = clock.GetUtcNow() - CountsFor }, transaction);
            return await ArticleStore.WithdrawAsync(connection, transaction, site, [.. missing], clock.GetUtcNow());
        }, cancel);
}
