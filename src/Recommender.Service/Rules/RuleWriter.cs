using System.Data.Common;
using Dapper;
using Recommender.Service.Storage;

namespace Recommender.Service.Rules;

/// <summary>Changes of rules within one transaction.</summary>
internal sealed class RuleWriter(DbConnection connection, DbTransaction transaction, string site, Author who, DateTimeOffset now)
{
    private const string UpsertRule =
        """
        insert into rule (site, id, version, kind, scope, scope_name, subject, subject_name, words, removed, revision, body)
        values (@site, @Id, @Version, @kind, @scope, @scopeName, @subject, @subjectName, @words, @removed, @revision, @body)
        on conflict (site, id) do update set
            version = excluded.version, kind = excluded.kind, scope = excluded.scope, scope_name = excluded.scope_name,
            subject = excluded.subject, subject_name = excluded.subject_name, words = excluded.words, removed = excluded.removed,
            revision = excluded.revision, body = excluded.body
        """;

    private const string InsertChange =
        """
        insert into rule_change (site, revision, batch, rule, version, action, who, who_id, at, reason, was, became, undoes)
        values (@site, @revision, @batch, @Id, @Version, @action, @Name, @whoId, @now, @reason, @was, @body, @undoes)
        """;

    private const string InsertConcern = "insert into rule_concern (site, name, revision) values (@site, @name, @revision)";

    // Served, stored and listed rules have exactly the same instant.
    private readonly DateTimeOffset _now = StoredTypes.ToInstant(StoredTypes.ToText(now));

    public async Task<RuleWrite> ApplyAsync(IReadOnlyList<RuleEdit> edits, int most)
    {
        var first = 1 + await LockAsync();
        var found = await FindAsync(connection, transaction, site, edits.Select(edit => edit.Id));
        var known = found.Rules;
        // A row that this program cannot read is never overwritten.
        if (edits.Any(edit => found.Unreadable.ContainsKey(edit.Id) || (known.GetValueOrDefault(edit.Id)?.Version ?? 0) != edit.Expected))
        {
            return new RuleWrite(RuleWriteOutcome.Outdated, []);
        }

        var more = edits.Sum(edit => (edit.Removes ? 0 : 1) - (known.GetValueOrDefault(edit.Id) is { Removed: false } ? 1 : 0));
        if (more > 0 && more + await ActiveAsync() > most)
        {
            return new RuleWrite(RuleWriteOutcome.TooMany, []);
        }

        var steps = edits.Select((edit, i) => StepOf(edit, known.GetValueOrDefault(edit.Id), first + i, (first % 10_000) + i)).ToList();
        await connection.ExecuteAsync(UpsertRule, steps.Select(step => RowOf(step, first)), transaction);
        await connection.ExecuteAsync(InsertChange, steps.Select(step => RowOf(step, first)), transaction);
        await connection.ExecuteAsync(InsertConcern, steps.SelectMany(ConcernsOf), transaction);
        await connection.ExecuteAsync(
            "update site set rule_revision = @last where name = @site", new { last = first + edits.Count - 1, site }, transaction);
        return new RuleWrite(RuleWriteOutcome.Done, [.. steps.Select(step => step.After)]);
    }

    /// <returns>False if the rule is at another version, or removed already.</returns>
    public async Task<bool> RemoveUnreadableAsync(UnreadableRule rule, string? reason)
    {
        var values = new { site, who.Name, whoId = who.Id, now = _now, revision = 1 + await LockAsync(), rule.Id, rule.Version, reason };
        if (await connection.ExecuteAsync(
            """
            update rule set removed = 1, version = version + 1, revision = @revision
            where site = @site and id = @Id and version = @Version and removed = 0
            """, values, transaction) == 0)
        {
            return false;
        }

        await connection.ExecuteAsync(
            """
            insert into rule_change (site, revision, batch, rule, version, action, who, who_id, at, reason, was, became)
            select site, @revision, @revision, id, version, 'removed', @Name, @whoId, @now, @reason, body, body from rule
            where site = @site and id = @Id;
            insert into rule_concern (site, name, revision)
            select site, name, @revision from rule_concern where site = @site and revision =
                (select max(revision) from rule_change where site = @site and rule = @Id and revision < @revision);
            update site set rule_revision = @revision where name = @site
            """, values, transaction);
        return true;
    }

    public static async Task<FoundRules> FindAsync(
        DbConnection connection, DbTransaction? transaction, string site, IEnumerable<string> ids)
    {
        var rules = new Dictionary<string, Rule>(StringComparer.Ordinal);
        var unreadable = new Dictionary<string, UnreadableRule>(StringComparer.Ordinal);
        // Engines limit the parameters of a statement.
        foreach (var some in ids.Chunk(500))
        {
            foreach (var row in await connection.QueryAsync<RuleRow>(
                $"select {RuleRow.Columns} from rule where site = @site and id in @some", new { site, some }, transaction))
            {
                switch (row.Read())
                {
                    case ({ } rule, _):
                        rules.Add(row.Id, rule);
                        break;
                    case (_, { } problem):
                        unreadable.Add(row.Id, problem);
                        break;
                }
            }
        }

        return new FoundRules(rules, unreadable);
    }

    // Writing the row before reading it locks it, on an engine with several writers: no other transaction starts from the same number.
    private async Task<long> LockAsync()
    {
        await connection.ExecuteAsync("update site set rule_revision = rule_revision where name = @site", new { site }, transaction);
        return await connection.ExecuteScalarAsync<long?>("select rule_revision from site where name = @site", new { site }, transaction)
            ?? throw new StorageException($"there is no site '{site}'");
    }

    private Task<long> ActiveAsync() => connection.ExecuteScalarAsync<long>(
        "select count(*) from rule where site = @site and removed = 0", new { site }, transaction);

    // Rules made within a millisecond, or together, keep their order by ticks, which are not shown.
    private Step StepOf(RuleEdit edit, Rule? before, long revision, long ticks) =>
        new(edit, before, AfterOf(edit, edit.Content.ToRule(before, edit.Id, edit.Removes, who.Name, _now.AddTicks(ticks))), revision);

    private static Rule AfterOf(RuleEdit edit, Rule after) =>
        edit.Kept is { } kept ? after with { ChangedBy = kept.ChangedBy, Changed = kept.Changed } : after;

    private object RowOf(Step step, long batch) => new
    {
        site, who.Name, whoId = who.Id, now = _now, batch, revision = step.Revision, step.After.Id, step.After.Version,
        kind = step.After.Kind.ToString(), scope = step.After.Scope.ToString(), scopeName = step.After.ScopeValue?.ToLowerInvariant(),
        subject = step.After.Target?.Subject.ToString(), subjectName = step.After.Target?.Value.ToLowerInvariant(),
        words = WordsOf(step.After.Content), removed = step.After.Removed ? 1 : 0, body = StoredRule.Write(step.After),
        was = step.Before is null ? null : StoredRule.Write(step.Before),
        action = step.Edit.Action.ToString().ToLowerInvariant(), reason = step.Edit.Reason, undoes = step.Edit.Undoes,
    };

    private IEnumerable<object> ConcernsOf(Step step) => RuleConcerns.Of(step.After)
        .Concat(step.Before is null ? [] : RuleConcerns.Of(step.Before))
        .Distinct(StringComparer.Ordinal)
        .Select(name => new { site, name, revision = step.Revision });

    // What a search for words finds.
    private static string WordsOf(RuleContent rule) => string.Join('\n', ((string?[])
    [
        rule.ScopeValue, rule.SubjectValue, rule.Title, rule.Label, rule.Heading, rule.Reason, .. rule.Items ?? [],
    ]).Where(word => word is not null)).ToLowerInvariant();

    private sealed record Step(RuleEdit Edit, Rule? Before, Rule After, long Revision);
}
