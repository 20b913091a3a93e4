using System.ComponentModel;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>One step of a rule's history in an answer; see <see cref="RuleChange"/>.</summary>
public sealed record RuleChangeResponse(
    [property: Description("The site's count of rule changes with this one.")] long Revision,
    [property: Description("Revision of the first change that was made together with this one.")] long Batch,
    string Rule,
    long Version,
    RuleAction Action,
    [property: Description("The shown name of who did it, at that time.")] string Who,
    [property: Description("Who did it: person:ID, key:ID, operator or recommender. Absent of old changes.")] string? WhoId,
    DateTimeOffset At,
    string? Reason,
    [property: Description("The rule before; none for a new one.")] RuleDocument? Before,
    [property: Description("The rule after.")] RuleDocument? After,
    [property: Description("The revision that it undoes.")] long? Undoes)
{
    [Description("Why before or after cannot be read by this program; none if both can.")]
    public string? Unreadable { get; init; }

    public static RuleChangeResponse Of(RuleChange change) => new(
        change.Revision, change.Batch, change.Rule, change.Version, change.Action, change.Who, change.WhoId, change.At, change.Reason,
        change.Before is null ? null : RuleDocument.Of(change.Before), change.After is null ? null : RuleDocument.Of(change.After),
        change.Undoes)
    {
        Unreadable = change.Unreadable,
    };
}
