using System.Data.Common;
using Dapper;

namespace Recommender.Service.Articles.Addresses;

/// <summary>Writes what leads to articles beside their own ids and addresses, within the transaction that stores them.</summary>
internal sealed class ArticleAliasStore(DbConnection connection, DbTransaction transaction, string site, long revision, DateTimeOffset now)
{
    // Some sources make a new id at every look.
    private const int MostIds = 20;
    private const int MostAddresses = 100;

    /// <summary>Ids under which sources have an article beside its own. The later claim wins, and the last few stay.</summary>
    /// <returns>The number of those that were not known yet.</returns>
    public async Task<int> AddIdsAsync(IReadOnlyCollection<(string Key, string Id)> ids)
    {
        var added = await connection.ExecuteAsync(
            """
            insert into article_id (site, source_id, key, revision) values (@site, @Id, @Key, @revision)
            on conflict (site, source_id) do update set key = excluded.key, revision = excluded.revision where key <> excluded.key
            """,
            ids.Select(entry => new { site, entry.Id, entry.Key, revision }), transaction);
        await connection.ExecuteAsync(
            """
            delete from article_id where site = @site and key = @Key and source_id not in (
                select source_id from article_id where site = @site and key = @Key order by revision desc, source_id limit @MostIds)
            """,
            ids.Select(entry => new { site, entry.Key, MostIds }).Distinct(), transaction);
        return added;
    }

    /// <summary>Addresses that lead to an article beside its own. The later claim wins, and the last ones stay.</summary>
    /// <returns>The number of those that were not known yet.</returns>
    public async Task<int> AddFormerAsync(IReadOnlyCollection<(string Key, string Address)> former)
    {
        var added = await connection.ExecuteAsync(
            """
            insert into former_address (site, url_key, key, since, revision) values (@site, @Address, @Key, @now, @revision)
            on conflict (site, url_key) do update set key = excluded.key, since = excluded.since, revision = excluded.revision
            where key <> excluded.key
            """,
            former.Select(entry => new { site, entry.Address, entry.Key, now, revision }), transaction);
        await connection.ExecuteAsync(
            """
            delete from former_address where site = @site and key = @Key and url_key not in (
                select url_key from former_address where site = @site and key = @Key order by revision desc, url_key limit @MostAddresses)
            """,
            former.Select(entry => new { site, entry.Key, MostAddresses }).Distinct(), transaction);
        return added;
    }

    /// <summary>
    /// Keeps the address that an article had until now, if it is still the same article: an id may be used again for another story.
    /// </summary>
    public async Task KeepAsync(string key, Article article, string? titleBefore, string? addressBefore)
    {
        if (addressBefore is null || UrlKey.Of(article.Url) is not { } address || address == addressBefore)
        {
            return;
        }

        if (titleBefore is not null && (Identity.SameStory.HasTitle(titleBefore, article.Title)
            || Identity.SameStory.HasText(await TextAsync(key), article.Text)))
        {
            await AddFormerAsync([(key, addressBefore)]);
        }
    }

    /// <summary>The addresses that an article's sources state beside its own.</summary>
    public static IEnumerable<(string Key, string Address)> StatedBy(Article article, string key)
    {
        var now = UrlKey.Of(article.Url);
        return article.FormerUrls.Select(UrlKey.Of).OfType<string>().Where(former => former != now).Distinct()
            .Select(former => (key, former));
    }

    /// <summary>
    /// Withdraws articles whose address another one has taken: the page shows that one now. Addresses that several articles share, such as
    /// the home page, take nothing, and articles that the site itself pushed stay.
    /// </summary>
    /// <param name="taken">Addresses and the articles that have them now.</param>
    /// <param name="listed">The keys of articles that the sources still contain.</param>
    /// <returns>The titles of the withdrawn articles.</returns>
    public async Task<IReadOnlyList<string>> DisplaceAsync(IReadOnlyDictionary<string, string> taken, Func<string, bool> listed)
    {
        var displaced = new List<(string Key, string Title)>();
        foreach (var some in taken.Keys.Chunk(500))
        {
            var holders = await connection.QueryAsync<(string Address, string Key, string Title, string? Pushed)>(
                "select url_key, key, title, pushed from article where site = @site and url_key in @some and withdrawn is null",
                new { site, some }, transaction);
            foreach (var address in holders.GroupBy(holder => holder.Address, StringComparer.Ordinal))
            {
                var others = address.Where(holder => holder.Key != taken[address.Key]).ToList();
                if (others is [{ Pushed: null } other] && !listed(other.Key) && address.Key.Contains('/', StringComparison.Ordinal))
                {
                    displaced.Add((other.Key, other.Title));
                }
            }
        }

        await connection.ExecuteAsync(
            "update article set withdrawn = @now, revision = @revision where site = @site and key = @Key",
            displaced.Select(article => new { now, revision, site, article.Key }), transaction);
        return displaced.ConvertAll(article => article.Title);
    }

    private async Task<string> TextAsync(string key) => await connection.ExecuteScalarAsync<string>(
        "select text from article_body where site = @site and key = @key", new { site, key }, transaction) ?? "";
}
