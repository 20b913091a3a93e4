namespace Recommender.Service.Rules;

/// <summary>A row of the table of rules: the rule as JSON, and the columns that are known even if that cannot be read.</summary>
internal sealed class RuleRow
{
    public const string Columns = "id, version, removed, revision, body";

    public required string Id { get; init; }
    public long Version { get; init; }
    public long Removed { get; init; }
    public long Revision { get; init; }
    public required string Body { get; init; }

    /// <returns>The rule, or why it cannot be read.</returns>
    public (Rule? Rule, UnreadableRule? Unreadable) Read() => StoredRule.TryRead(Body, out var problem) is { } rule
        ? (rule, null)
        : (null, new UnreadableRule(Id, Version, problem));
}
