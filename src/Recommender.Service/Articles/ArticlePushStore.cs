using System.Data.Common;
using Dapper;
using Recommender.Service.Articles.Addresses;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>Stores articles that sites push. From then on, imports neither change, withdraw nor restore them.</summary>
public sealed class ArticlePushStore(Database database, TimeProvider clock)
{
    private const string Withdraw = "update article set withdrawn = @now, revision = @revision where site = @site and key = @key";
    private const string SetPushed = "update article set pushed = @at where site = @site and key = @key";

    /// <summary>Applies changes in order, in one transaction: all or none.</summary>
    /// <returns>The outcome of each change, in order.</returns>
    /// <exception cref="StorageException">The site does not exist.</exception>
    public Task<IReadOnlyList<PushOutcome>> PushAsync(string site, IReadOnlyList<ArticlePush> batch, CancellationToken cancel = default)
    {
        // Hashing needs no lock, so it happens before the write transaction.
        var hashes = batch.Select(push => push.Article is null ? null : ContentHash.Of(push.Article)).ToList();
        return database.WriteAsync<IReadOnlyList<PushOutcome>>(async (connection, transaction) =>
        {
            var revision = await ArticleStore.NextRevisionAsync(connection, transaction, site);
            var outcomes = new List<PushOutcome>(batch.Count);
            for (var i = 0; i < batch.Count; i++)
            {
                outcomes.Add(await PushAsync(connection, transaction, site, batch[i], hashes[i], revision));
            }

            if (outcomes.Any(outcome => outcome is PushOutcome.Created or PushOutcome.Changed or PushOutcome.Withdrawn))
            {
                await ArticleStore.SetRevisionAsync(connection, transaction, site, revision);
            }

            return outcomes;
        }, cancel);
    }

    private async Task<PushOutcome> PushAsync(
        DbConnection connection, DbTransaction transaction, string site, ArticlePush push, string? hash, long revision)
    {
        var (key, now) = (ArticleKey.Of(push.SourceId), clock.GetUtcNow());
        var before = await connection.QuerySingleOrDefaultAsync<Standing>(
            "select content_hash, title, url_key, withdrawn, pushed from article where site = @site and key = @key",
            new { site, key }, transaction);
        var outcome = OutcomeOf(push, hash, before, now);
        switch (outcome)
        {
            case PushOutcome.Created or PushOutcome.Changed:
                var aliases = new ArticleAliasStore(connection, transaction, site, revision, now);
                await aliases.KeepAsync(key, push.Article!, before?.Title, before?.UrlKey);
                var parameters = ArticleStore.ParametersOf(site, push.Article!, key, hash!, revision, now);
                await connection.ExecuteAsync(ArticleStore.UpsertArticle, parameters, transaction);
                await connection.ExecuteAsync(ArticleStore.UpsertBody, parameters, transaction);
                await ArticleSearchStore.IndexAsync(connection, transaction, site, [(push.Article!, before is not null)]);
                await aliases.AddFormerAsync([.. ArticleAliasStore.StatedBy(push.Article!, key)]);
                break;
            case PushOutcome.Withdrawn:
                await connection.ExecuteAsync(Withdraw, new { now, revision, site, key }, transaction);
                break;
        }

        if (outcome is not (PushOutcome.Unknown or PushOutcome.Outdated))
        {
            // A sender whose clock is ahead must not block later senders.
            var at = push.SentAt is { } sent && sent < now ? sent : now;
            await connection.ExecuteAsync(SetPushed, new { at, site, key }, transaction);
        }

        return outcome;
    }

    private static PushOutcome OutcomeOf(ArticlePush push, string? hash, Standing? before, DateTimeOffset now) =>
        (push.Article, before) switch
    {
        (null, null) => PushOutcome.Unknown,
        // A date in the future is of a time when this server's clock was ahead.
        (_, { Pushed: { } pushed }) when push.SentAt < pushed && pushed <= now => PushOutcome.Outdated,
        (null, { Withdrawn: null }) => PushOutcome.Withdrawn,
        (null, _) => PushOutcome.Unchanged,
        (_, null) => PushOutcome.Created,
        (_, { Withdrawn: null }) when before.ContentHash == hash => PushOutcome.Unchanged,
        _ => PushOutcome.Changed,
    };

    private sealed class Standing
    {
        public required string ContentHash { get; init; }
        public required string Title { get; init; }
        public string? UrlKey { get; init; }
        public DateTimeOffset? Withdrawn { get; init; }
        public DateTimeOffset? Pushed { get; init; }
    }
}
