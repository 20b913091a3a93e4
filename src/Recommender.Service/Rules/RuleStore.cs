using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Rules;

/// <summary>
/// The rules of all sites and their history. Every change raises the site's rule revision, so readers can ask for what changed since.
/// </summary>
public sealed class RuleStore(Database database, TimeProvider clock)
{
    private const string Changes =
        "select c.revision, c.batch, c.rule, c.version, c.action, c.who, c.who_id, c.at, c.reason, c.was, c.became, c.undoes "
        + "from rule_change c";

    private static readonly string Undoable = $"c.undoes is null and {NotUndone("c")}";

    private static readonly string Redoable =
        "exists (select 1 from rule_change o where o.site = c.site and o.revision = c.undoes and o.undoes is null) "
        + "and not exists (select 1 from rule_change r where r.site = c.site and r.undoes = c.revision) "
        + "and c.revision > coalesce((select max(p.revision) from rule_change p "
        + "where p.site = c.site and p.who_id = c.who_id and p.undoes is null), 0)";

    /// <summary>Makes changes in one transaction, all or none, and writes each into the history.</summary>
    /// <param name="site">An existing site.</param>
    /// <param name="who">Who makes them.</param>
    /// <param name="edits">At most one per rule.</param>
    /// <param name="most">How many rules the site may have afterwards, without removed ones.</param>
    /// <param name="cancel">Stops the work; nothing is changed then.</param>
    /// <exception cref="StorageException">There is no such site.</exception>
    public Task<RuleWrite> ApplyAsync(
        string site, Author who, IReadOnlyList<RuleEdit> edits, int most, CancellationToken cancel = default) => database.WriteAsync(
            (connection, transaction) => Writer(connection, transaction, site, who).ApplyAsync(edits, most), cancel);

    /// <summary>Removes a rule that cannot be read; its content stays in the row and in the history.</summary>
    /// <returns>False if the rule is at another version, or removed already.</returns>
    public Task<bool> RemoveUnreadableAsync(
        string site, Author who, UnreadableRule rule, string? reason, CancellationToken cancel = default) => database.WriteAsync(
            (connection, transaction) => Writer(connection, transaction, site, who).RemoveUnreadableAsync(rule, reason), cancel);

    /// <summary>A rule as it is now, removed or not; null if the site never had it, and if it cannot be read.</summary>
    public async Task<Rule?> FindAsync(string site, string id, CancellationToken cancel = default) =>
        (await FindAsync(site, [id], cancel)).Rules.GetValueOrDefault(id);

    /// <summary>A rule that cannot be read, removed or not; null if the site never had it, and if it can be read.</summary>
    public async Task<UnreadableRule?> FindUnreadableAsync(string site, string id, CancellationToken cancel = default) =>
        (await FindAsync(site, [id], cancel)).Unreadable.GetValueOrDefault(id);

    /// <summary>The existing rules among <paramref name="ids"/>, removed or not.</summary>
    public async Task<FoundRules> FindAsync(string site, IEnumerable<string> ids, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return await RuleWriter.FindAsync(connection, null, site, ids);
    }

    public async Task<RulePage> ListAsync(string site, RuleFilter filter, CancellationToken cancel = default)
    {
        var parameters = new
        {
            site, kind = filter.Kind?.ToString(), scope = filter.Scope?.ToString(),
            concern = RuleConcerns.Name(RuleScope.Article, filter.Article), article = $"%{Like(filter.Article)}%",
            text = $"%{Like(filter.Text)}%", named = StoredTypes.ToJson(filter.Named), removed = filter.Removed == true ? 1 : 0,
            before = filter.Before, take = filter.Limit + 1,
        };
        var where = "site = @site"
            + (filter.Kind is null ? "" : " and kind = @kind")
            + (filter.Scope is null ? "" : " and scope = @scope")
            // The last change also concerns the articles of the version before it; the words are those of the current version.
            + (filter.Article is null ? "" : " and revision in (select revision from rule_concern where site = @site and name = @concern) "
                + "and words like @article escape '\\'")
            + (filter.Text is null ? "" : " and (words like @text escape '\\' "
                + "or exists (select 1 from json_each(@named) n where instr(words, n.value) > 0))")
            + (filter.Removed is null ? "" : " and removed = @removed");
        await using var connection = await database.ConnectAsync(cancel);
        var total = await connection.ExecuteScalarAsync<long>($"select count(*) from rule where {where}", parameters);
        var rows = (await connection.QueryAsync<RuleRow>(
            $"select {RuleRow.Columns} from rule where {where}{(filter.Before is null ? "" : " and revision < @before")} "
            + "order by revision desc limit @take", parameters)).ToList();
        var page = rows.Take(filter.Limit).ToList();
        var read = page.ConvertAll(row => row.Read());
        return new RulePage(total, [.. read.Select(row => row.Rule).OfType<Rule>()], rows.Count > page.Count ? page[^1].Revision : null)
        {
            Unreadable = [.. read.Select(row => row.Unreadable).OfType<UnreadableRule>()],
        };
    }

    /// <summary>The rules that changed after a revision (0: all), removed ones included.</summary>
    public async Task<ChangedRules> ChangedSinceAsync(string site, long revision, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        // The last change of a site is the last of some rule: the greatest revision read is the site's own at that moment.
        return ChangedRules.Of(revision, (await connection.QueryAsync<RuleRow>(
            $"select {RuleRow.Columns} from rule where site = @site and revision > @revision", new { site, revision })).ToList());
    }

    /// <summary>The rules at a moment.</summary>
    public async Task<SiteRules> AtAsync(string site, DateTimeOffset at, CancellationToken cancel = default)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return SiteRules.None.With(ChangedRules.Of(0, (await connection.QueryAsync<RuleRow>(
            """
            select c.rule as id, c.version, case when c.action = 'removed' then 1 else 0 end as removed, c.revision, c.became as body
            from rule_change c
            join (select rule, max(revision) as revision from rule_change where site = @site and at <= @at group by rule) l
              on l.revision = c.revision
            where c.site = @site
            """, new { site, at })).ToList()));
    }

    /// <summary>A rule's history, newest first; empty if the site never had it.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="before">Only versions before this one; null: from the newest.</param>
    /// <param name="limit">The largest number of changes.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<IReadOnlyList<RuleChange>> HistoryAsync(
        string site, string id, long? before, int limit, CancellationToken cancel = default) => ReadAsync(
        "where c.site = @site and c.rule = @id and c.version < @before order by c.version desc limit @limit",
        new { site, id, before = before ?? long.MaxValue, limit }, cancel);

    /// <summary>A version of a rule; null if it never existed.</summary>
    public async Task<RuleChange?> VersionAsync(string site, string id, long version, CancellationToken cancel = default) =>
        (await ReadAsync(
            "where c.site = @site and c.rule = @id and c.version = @version", new { site, id, version }, cancel)).SingleOrDefault();

    /// <summary>The history of what <see cref="RuleConcerns"/> names, newest first.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="concerns">Names of pages and groups of pages.</param>
    /// <param name="after">Only changes after this revision.</param>
    /// <param name="before">Only changes before this revision; null: from the newest.</param>
    /// <param name="limit">The largest number of changes.</param>
    /// <param name="cancel">Stops the work.</param>
    public Task<IReadOnlyList<RuleChange>> HistoryAsync(
        string site, IReadOnlyCollection<string> concerns, long after, long? before, int limit,
        CancellationToken cancel = default) => ReadAsync(
        """
        where c.site = @site and c.revision > @after and c.revision < @before
          and c.revision in (select revision from rule_concern where site = @site and name in @concerns)
        order by c.revision desc limit @limit
        """, new { site, concerns, after, before = before ?? long.MaxValue, limit }, cancel);

    /// <summary>The changes of an actor that can be undone, or of those that undo something, those that can be undone themselves.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="whoId">The actor's id.</param>
    /// <param name="redo">True for what was undone since the actor's last other change.</param>
    /// <param name="concerns">Only of what <see cref="RuleConcerns"/> names so; null for all.</param>
    /// <param name="limit">The largest number of changes.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <returns>Newest first.</returns>
    public Task<IReadOnlyList<RuleChange>> ReversibleAsync(
        string site, string whoId, bool redo, IReadOnlyCollection<string>? concerns, int limit,
        CancellationToken cancel = default) => ReadAsync(
        $"where c.site = @site and c.who_id = @whoId and {(redo ? Redoable : Undoable)}"
        + (concerns is null ? "" : " and c.revision in (select revision from rule_concern where site = @site and name in @concerns)")
        + " order by c.revision desc limit @limit", new { site, whoId, concerns, limit }, cancel);

    /// <summary>What of a batch an actor can still undo, or do again.</summary>
    public Task<IReadOnlyList<RuleChange>> ReversibleOfAsync(
        string site, string whoId, bool redo, long batch, CancellationToken cancel = default) => ReadAsync(
        $"where c.site = @site and c.who_id = @whoId and c.batch = @batch and {(redo ? Redoable : Undoable)} order by c.revision",
        new { site, whoId, batch }, cancel);

    /// <summary>Later changes of the same rules that were not undone, oldest first.</summary>
    public async Task<IReadOnlyList<RuleChange>> LaterAsync(
        string site, IReadOnlyList<RuleChange> changes, CancellationToken cancel = default)
    {
        var later = new List<RuleChange>();
        foreach (var some in changes.Chunk(500))
        {
            var found = await ReadAsync(
                $"where c.site = @site and c.rule in @rules and c.revision > @revision and c.undoes is null and {NotUndone("c")} "
                + "order by c.revision",
                new { site, rules = some.Select(change => change.Rule), revision = some.Min(change => change.Revision) }, cancel);
            var own = some.ToDictionary(change => change.Rule, change => change.Revision, StringComparer.Ordinal);
            later.AddRange(found.Where(change => change.Revision > own[change.Rule]));
        }

        return later;
    }

    private RuleWriter Writer(DbConnection connection, DbTransaction transaction, string site, Author who) =>
        new(connection, transaction, site, who, clock.GetUtcNow());

    private async Task<IReadOnlyList<RuleChange>> ReadAsync(string where, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.ConnectAsync(cancel);
        return [.. (await connection.QueryAsync<ChangeRow>($"{Changes} {where}", parameters)).Select(row => row.ToChange())];
    }

    // Undone, and that not undone itself. What does something again is undone by undoing the change once more.
    private static string NotUndone(string change) =>
        $"not exists (select 1 from rule_change u where u.site = {change}.site and u.undoes = {change}.revision "
        + "and not exists (select 1 from rule_change r where r.site = u.site and r.undoes = u.revision))";

    private static string? Like(string? text) => text?.ToLowerInvariant()
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

    private sealed class ChangeRow
    {
        public long Revision { get; init; }
        public long Batch { get; init; }
        public required string Rule { get; init; }
        public long Version { get; init; }
        public required string Action { get; init; }
        public required string Who { get; init; }
        public string? WhoId { get; init; }
        public DateTimeOffset At { get; init; }
        public string? Reason { get; init; }
        public string? Was { get; init; }
        public required string Became { get; init; }
        public long? Undoes { get; init; }

        public RuleChange ToChange()
        {
            var (before, after) = ((Rule?)null, StoredRule.TryRead(Became, out var problem));
            if (Was is not null)
            {
                before = StoredRule.TryRead(Was, out var earlier);
                problem = problem.Length > 0 ? problem : earlier;
            }

            var action = Enum.Parse<RuleAction>(Action, ignoreCase: true);
            return new RuleChange(Revision, Batch, Rule, Version, action, Who, WhoId, At, Reason, before, after, Undoes)
            {
                Unreadable = problem.Length > 0 ? problem : null,
            };
        }
    }
}
