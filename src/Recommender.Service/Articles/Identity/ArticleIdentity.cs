using Recommender.Service.Articles.Addresses;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles.Identity;

/// <summary>
/// Finds out which stored articles the items of a source are, so that an article keeps its key when its source changes its id or address.
/// </summary>
public sealed class ArticleIdentity(Database database, SiteAddressOptions options)
{
    /// <summary>The same articles with the ids that they have in the store.</summary>
    /// <param name="read">Articles of one source, with the ids that the source gives them.</param>
    /// <returns>
    /// As many, in the same order: <see cref="Article.SourceId"/> is the id of the first sight, <see cref="Article.OtherIds"/> what the
    /// store is to remember. Two items that are the same article have the same id.
    /// </returns>
    public async Task<IReadOnlyList<Article>> OfAsync(string site, IReadOnlyList<Article> read, CancellationToken cancel = default)
    {
        if (read.Count == 0)
        {
            return read;
        }

        await using var connection = await database.ConnectAsync(cancel);
        var known = new KnownArticleQuery(connection, site);
        var batch = new IdentifiedBatch(read, await known.ByIdAsync([.. read.Select(article => article.SourceId).Distinct()]));
        if (batch.Open.Count > 0)
        {
            await new AddressMatching(known, new AddressMoves(options.Of(site)), batch).RunAsync();
        }

        return batch.Settled();
    }

    /// <summary>The ids that articles with these ids have in the store; those that it does not know stay as they are.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(string site, IReadOnlyCollection<string> ids, CancellationToken cancel = default)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var connection = await database.ConnectAsync(cancel);
        var known = await new KnownArticleQuery(connection, site).ByIdAsync(ids);
        return [.. ids.Select(id => known.TryGetValue(id, out var article) ? article.SourceId : id)];
    }
}
