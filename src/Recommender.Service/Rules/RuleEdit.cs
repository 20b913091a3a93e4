namespace Recommender.Service.Rules;

/// <summary>A change to make.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Id">The rule's id.</param>
/// <param name="Expected">The version that the rule must have; 0 if it must not exist yet.</param>
/// <param name="Content">What the rule says after it.</param>
/// <param name="Reason">Why.</param>
public sealed record RuleEdit(RuleAction Action, string Id, long Expected, RuleInput Content, string? Reason)
{
    /// <summary>Whether the rule is removed after it.</summary>
    public bool Removes { get; init; }

    /// <summary>The revision that it undoes; of an undo, it is done again.</summary>
    public long? Undoes { get; init; }

    /// <summary>
    /// The version whose author and time the rule keeps, because they decide between rules that want the same; null for those of the edit.
    /// </summary>
    public Rule? Kept { get; init; }

    public static RuleEdit Create(RuleInput content, string? id = null) =>
        new(RuleAction.Created, id ?? NewId(), 0, content, content.Reason);

    public static RuleEdit Change(Rule rule, RuleInput content) =>
        new(RuleAction.Changed, rule.Id, rule.Version, content, content.Reason);

    public static RuleEdit Remove(Rule rule, string? reason) =>
        new(RuleAction.Removed, rule.Id, rule.Version, RuleInput.Of(rule), reason) { Removes = true };

    /// <summary>Gives a rule the content of an earlier version.</summary>
    public static RuleEdit Restore(Rule rule, Rule then, string? reason) =>
        new(then.Removed ? RuleAction.Removed : RuleAction.Restored, rule.Id, rule.Version, RuleInput.Of(then), reason)
        {
            Removes = then.Removed,
        };

    internal static string NewId() => Articles.ArticleKey.Of(Guid.NewGuid().ToString("N"));
}
