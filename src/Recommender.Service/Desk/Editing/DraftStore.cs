using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Editing;

/// <summary>
/// The unsaved changes of each person and block, so that neither a closed page nor a lost connection nor a restart loses them. Nobody else
/// sees them; <see cref="Kept"/> after the last change they are removed.
/// </summary>
public sealed class DraftStore(Database database, TimeProvider clock)
{
    /// <summary>How long a draft is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Keeps a draft, unless the store cannot be written: the page still has it.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="who">The id of who made it.</param>
    /// <param name="article">The key of the block's article.</param>
    /// <param name="draft">The changes; null for none any more.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task PutAsync(string site, string who, string article, StoredDraft? draft, CancellationToken cancel = default) =>
        database.TryWriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                "delete from desk_draft where at < @limit or (site = @site and who = @who and article = @article);"
                + (draft is null ? "" : "insert into desk_draft (site, who, article, changes, tag, reason, at) "
                    + "values (@site, @who, @article, @Changes, @Tag, @Reason, @At)"),
                new
                {
                    site, who, article, limit = clock.GetUtcNow() - Kept, draft?.Changes, draft?.Tag, draft?.Reason,
                    At = draft?.At ?? clock.GetUtcNow(),
                }, transaction), cancel);

    /// <summary>The draft that a person left; null if there is none.</summary>
    public async Task<StoredDraft?> FindAsync(string site, string who, string article, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "select changes, tag, reason, at from desk_draft where site = @site and who = @who and article = @article and at >= @limit",
            new { site, who, article, limit = clock.GetUtcNow() - Kept });
        return row is null ? null : new StoredDraft(row.Changes, row.Tag, row.Reason, row.At);
    }

    private sealed class Row
    {
        public required string Changes { get; init; }

        public required string Tag { get; init; }

        public required string Reason { get; init; }

        public DateTimeOffset At { get; init; }
    }
}
