using Dapper;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Rules;

/// <summary>The rules of all sites and their history. Every change raises the site's rule revision, by which readers learn what changed.</summary>
public sealed class RuleStore(Database database, TimeProvider clock)
{
    private const string Changes = "select c.revision, c.batch, c.rule, c.version, c.action, c.who, c.at, c.reason, c.was, c.became, c.undoes from rule_change c";

    /// <summary>Makes changes in one transaction, all or none, and writes each into the history.</summary>
    /// <param name="site">A site that there is.</param>
    /// <param name="who">Who makes them.</param>
    /// <param name="edits">At most one a rule.</param>
    /// <param name="most">How many standing rules the site may have after it.</param>
    /// <param name="cancel">Stops the work; nothing is changed then.</param>
    /// <exception cref="StorageException">There is no such site.</exception>
    public Task<RuleWrite> ApplyAsync(string site, string who, IReadOnlyList<RuleEdit> edits, int most, CancellationToken cancel = default) =>
        database.WriteAsync(
            (connection, transaction) => new RuleWriter(connection, transaction, site, who, clock.GetUtcNow()).ApplyAsync(edits, most), cancel);

    /// <summary>A rule as it is now, removed or not; null where there never was one.</summary>
    public async Task<Rule?> FindAsync(string site, string id, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var body = await connection.ExecuteScalarAsync<string?>("select body from rule where site = @site and id = @id", new { site, id });
        return body is null ? null : ApiJson.Read<Rule>(body);
    }

    /// <summary>Those of <paramref name="ids"/> that there are, removed or not.</summary>
    public async Task<IReadOnlyDictionary<string, Rule>> FindAsync(string site, IEnumerable<string> ids, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await RuleWriter.FindAsync(connection, null, site, ids);
    }

    public async Task<RulePage> ListAsync(string site, RuleFilter filter, CancellationToken cancel = default)
    {
        var parameters = new
        {
            site, kind = filter.Kind?.ToString(), scope = filter.Scope?.ToString(), article = filter.Article?.ToLowerInvariant(),
            inLock = $"%{Like(filter.Article)}%", text = $"%{Like(filter.Text)}%", removed = filter.Removed == true ? 1 : 0,
            before = filter.Before, take = filter.Limit + 1,
        };
        var where = "site = @site"
            + (filter.Kind is null ? "" : " and kind = @kind")
            + (filter.Scope is null ? "" : " and scope = @scope")
            + (filter.Article is null ? "" : " and ((scope = 'Article' and scope_name = @article) or (subject = 'Article' and subject_name = @article) or (kind = 'Lock' and words like @inLock escape '\\'))")
            + (filter.Text is null ? "" : " and words like @text escape '\\'")
            + (filter.Removed is null ? "" : " and removed = @removed");
        await using var connection = await database.ConnectAsync(cancel);
        var total = await connection.ExecuteScalarAsync<long>($"select count(*) from rule where {where}", parameters);
        var rows = (await connection.QueryAsync<(string Body, long Revision)>(
            $"select body, revision from rule where {where}{(filter.Before is null ? "" : " and revision < @before")} order by revision desc limit @take",
            parameters)).ToList();
        var page = rows.Take(filter.Limit).ToList();
        return new RulePage(total, [.. page.Select(row => ApiJson.Read<Rule>(row.Body))], rows.Count > page.Count ? page[^1].Revision : null);
    }

    /// <summary>The rules that changed after a revision (0: all), removed ones included, and the revision that this brings a reader to.</summary>
    public async Task<(long Revision, IReadOnlyList<Rule> Rules)> ChangedSinceAsync(string site, long revision, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        // The last change of a site is the last of some rule: the greatest revision read is the site's own at that moment.
        var rows = (await connection.QueryAsync<(string Body, long Revision)>(
            "select body, revision from rule where site = @site and revision > @revision", new { site, revision })).ToList();
        return (rows.Count == 0 ? revision : rows.Max(row => row.Revision), [.. rows.Select(row => ApiJson.Read<Rule>(row.Body))]);
    }

    /// <summary>The rules that stood at a moment.</summary>
    public async Task<SiteRules> AtAsync(string site, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        var rows = (await connection.QueryAsync<(string Became, long Revision)>(
            """
            select c.became, c.revision from rule_change c
            join (select rule, max(revision) as revision from rule_change where site = @site and at <= @at group by rule) l
              on l.revision = c.revision
            where c.site = @site
            """, new { site, at })).ToList();
        return SiteRules.None.With(rows.Count == 0 ? 0 : rows.Max(row => row.Revision), [.. rows.Select(row => ApiJson.Read<Rule>(row.Became))]);
    }

    /// <summary>A rule's history, newest first; empty where there never was one.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="before">Only versions before this one; null: from the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<IReadOnlyList<RuleChange>> HistoryAsync(string site, string id, long? before, int limit, CancellationToken cancel = default) => ReadAsync(
        "where c.site = @site and c.rule = @id and c.version < @before order by c.version desc limit @limit",
        new { site, id, before = before ?? long.MaxValue, limit }, cancel);

    /// <summary>The version of a rule; null where there never was one.</summary>
    public async Task<RuleChange?> VersionAsync(string site, string id, long version, CancellationToken cancel = default) => (await ReadAsync(
        "where c.site = @site and c.rule = @id and c.version = @version", new { site, id, version }, cancel)).SingleOrDefault();

    /// <summary>The history of whatever <see cref="RuleConcerns"/> names, newest first.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="concerns">Names of pages and groups of pages.</param>
    /// <param name="after">Only changes after this revision.</param>
    /// <param name="before">Only changes before this revision; null: from the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<IReadOnlyList<RuleChange>> HistoryAsync(
        string site, IReadOnlyCollection<string> concerns, long after, long? before, int limit, CancellationToken cancel = default) => ReadAsync(
        """
        where c.site = @site and c.revision > @after and c.revision < @before
          and c.revision in (select revision from rule_concern where site = @site and name in @concerns)
        order by c.revision desc limit @limit
        """, new { site, concerns, after, before = before ?? long.MaxValue, limit }, cancel);

    /// <summary>
    /// The changes that the person's next undo takes back: those made together last, which were not taken back yet and take nothing back
    /// themselves; empty where there are none.
    /// </summary>
    public Task<IReadOnlyList<RuleChange>> UndoableAsync(string site, string who, CancellationToken cancel = default) => ReadAsync(
        $"""
        where c.site = @site and c.undoes is null and {NotUndone("c")} and c.batch =
          (select max(p.batch) from rule_change p where p.site = @site and p.who = @who and p.undoes is null and {NotUndone("p")})
        order by c.revision
        """, new { site, who }, cancel);

    /// <summary>What was done to the rules of some changes after them, and was not taken back; oldest first.</summary>
    public async Task<IReadOnlyList<RuleChange>> LaterAsync(string site, IReadOnlyList<RuleChange> changes, CancellationToken cancel = default)
    {
        var later = new List<RuleChange>();
        foreach (var some in changes.Chunk(500))
        {
            var found = await ReadAsync(
                $"where c.site = @site and c.rule in @rules and c.revision > @revision and c.undoes is null and {NotUndone("c")} order by c.revision",
                new { site, rules = some.Select(change => change.Rule), revision = some.Min(change => change.Revision) }, cancel);
            var own = some.ToDictionary(change => change.Rule, change => change.Revision, StringComparer.Ordinal);
            later.AddRange(found.Where(change => change.Revision > own[change.Rule]));
        }

        return later;
    }

    private async Task<IReadOnlyList<RuleChange>> ReadAsync(string where, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. (await connection.QueryAsync<ChangeRow>($"{Changes} {where}", parameters)).Select(row => row.ToChange())];
    }

    private static string NotUndone(string change) =>
        $"not exists (select 1 from rule_change u where u.site = {change}.site and u.undoes = {change}.revision)";

    private static string? Like(string? text) => text?.ToLowerInvariant()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private sealed class ChangeRow
    {
        public long Revision { get; init; }
        public long Batch { get; init; }
        public required string Rule { get; init; }
        public long Version { get; init; }
        public required string Action { get; init; }
        public required string Who { get; init; }
        public DateTimeOffset At { get; init; }
        public string? Reason { get; init; }
        public string? Was { get; init; }
        public required string Became { get; init; }
        public long? Undoes { get; init; }

        public RuleChange ToChange() => new(
            Revision, Batch, Rule, Version, Enum.Parse<RuleAction>(Action, ignoreCase: true), Who, At, Reason,
            Was is null ? null : ApiJson.Read<Rule>(Was), ApiJson.Read<Rule>(Became), Undoes);
    }
}
