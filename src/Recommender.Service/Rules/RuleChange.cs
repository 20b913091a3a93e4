namespace Recommender.Service.Rules;

/// <summary>One step of a rule's history. Never changed, never deleted.</summary>
/// <param name="Revision">The site's count of rule changes with this one.</param>
/// <param name="Batch">The revision of the first change that was made together with this one.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Version">The version that it made.</param>
/// <param name="Action">What was done.</param>
/// <param name="Who">The shown name of who did it, at that time.</param>
/// <param name="WhoId">Who did it, by id; null if that is not known of a change from before ids were kept.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the words of the person who did it.</param>
/// <param name="Before">The rule before; null for a new one, and if it cannot be read.</param>
/// <param name="After">The rule after; null if it cannot be read.</param>
/// <param name="Undoes">The revision that it undoes.</param>
public sealed record RuleChange(
    long Revision, long Batch, string Rule, long Version, RuleAction Action, string Who, string? WhoId, DateTimeOffset At, string? Reason,
    Rule? Before, Rule? After, long? Undoes)
{
    /// <summary>Why <see cref="Before"/> or <see cref="After"/> cannot be read; null if both can.</summary>
    public string? Unreadable { get; init; }
}
