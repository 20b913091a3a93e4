using System.ComponentModel;

namespace Recommender.Service.Rules;

/// <summary>One step of a rule's history. Never changed, never deleted.</summary>
/// <param name="Revision">The site's count of rule changes with this one.</param>
/// <param name="Batch">The revision of the first change that was made together with this one.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Version">The version that it made.</param>
/// <param name="Action">What was done.</param>
/// <param name="Who">Who did it.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in words of who did it.</param>
/// <param name="Before">The rule before; null for a new one.</param>
/// <param name="After">The rule after.</param>
/// <param name="Undoes">The revision that it takes back.</param>
public sealed record RuleChange(
    [property: Description("The site's count of rule changes with this one.")] long Revision,
    [property: Description("Revision of the first change that was made together with this one.")] long Batch,
    string Rule,
    long Version,
    RuleAction Action,
    string Who,
    DateTimeOffset At,
    string? Reason,
    [property: Description("The rule before; none for a new one.")] Rule? Before,
    [property: Description("The rule after.")] Rule After,
    [property: Description("The revision that it takes back.")] long? Undoes);

/// <summary>What a change did to a rule.</summary>
public enum RuleAction
{
    Created,
    Changed,
    Removed,
    Restored,
}

/// <summary>A change that is to be made.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Id">The rule's id.</param>
/// <param name="Expected">The version that it must stand at; 0 for a rule that must not be there yet.</param>
/// <param name="Content">What the rule says after it.</param>
/// <param name="Reason">Why.</param>
public sealed record RuleEdit(RuleAction Action, string Id, long Expected, RuleInput Content, string? Reason)
{
    /// <summary>Whether the rule is taken back after it.</summary>
    public bool Removes { get; init; }

    /// <summary>The revision that it takes back.</summary>
    public long? Undoes { get; init; }

    public static RuleEdit Create(RuleInput content, string? id = null) => new(RuleAction.Created, id ?? NewId(), 0, content, content.Reason);

    public static RuleEdit Change(Rule rule, RuleInput content) => new(RuleAction.Changed, rule.Id, rule.Version, content, content.Reason);

    public static RuleEdit Remove(Rule rule, string? reason) =>
        new(RuleAction.Removed, rule.Id, rule.Version, RuleInput.Of(rule), reason) { Removes = true };

    /// <summary>Makes a rule say again what it said once.</summary>
    public static RuleEdit Restore(Rule rule, Rule then, string? reason) =>
        new(then.Removed ? RuleAction.Removed : RuleAction.Restored, rule.Id, rule.Version, RuleInput.Of(then), reason) { Removes = then.Removed };

    internal static string NewId() => Articles.ArticleKey.Of(Guid.NewGuid().ToString("N"));
}
