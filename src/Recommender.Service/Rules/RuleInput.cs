using System.ComponentModel;
using Recommender.Service.Web;

namespace Recommender.Service.Rules;

/// <summary>What an editor writes of a rule. What a field means, and for which kinds, <see cref="Rule"/> tells.</summary>
public sealed record RuleInput
{
    [Description("pin, exclude, boost, noBlock, lock or present.")]
    public RuleKind? Kind { get; init; }

    [Description("Whose blocks: article, section, tag or site.")]
    public RuleScope? Scope { get; init; }

    [Description("The page's article key, the section or the tag; none for the site.")]
    public string? ScopeValue { get; init; }

    [Description("What the rule moves: article, section, tag, author or age; none for noBlock and lock, and for present of a whole block.")]
    public RuleSubject? Subject { get; init; }

    [Description("The article's key, the section, the tag, the author; for an age days: older than N where positive, at most -N days old where negative.")]
    public string? SubjectValue { get; init; }

    [Description("Of a pin: 1 to 50.")]
    public int? Slot { get; init; }

    [Description("Of a boost: 1 to 10 moves up, 0 to 0.9 down.")]
    public double? Factor { get; init; }

    [Description("Of a lock: 1 to 50 article keys, in their order.")]
    public IReadOnlyList<string>? Items { get; init; }

    [Description("Of present for one pick.")]
    public string? Title { get; init; }

    [Description("Of present for one pick: an absolute http(s) address.")]
    public string? Image { get; init; }

    [Description("Of present for one pick.")]
    public string? Label { get; init; }

    [Description("Of present for a block.")]
    public string? Heading { get; init; }

    [Description("Of present for a block: a BCP 47 tag.")]
    public string? Language { get; init; }

    [Description("Of present for a block: a .NET date format.")]
    public string? DateFormat { get; init; }

    [Description("When it holds; none: always. Days and hours are those of the site's time zone.")]
    public RuleSchedule? Schedule { get; init; }

    [Description("Of a pin: above 0 to 1.")]
    public double? RetireBelow { get; init; }

    [Description("Why.")]
    public string? Reason { get; init; }

    public static RuleInput Of(Rule rule) => new()
    {
        Kind = rule.Kind, Scope = rule.Scope, ScopeValue = rule.ScopeValue, Subject = rule.Subject, SubjectValue = rule.SubjectValue,
        Slot = rule.Slot, Factor = rule.Factor, Items = rule.Items.Count == 0 ? null : rule.Items, Title = rule.Title, Image = rule.Image,
        Label = rule.Label, Heading = rule.Heading, Language = rule.Language, DateFormat = rule.DateFormat, Schedule = rule.Schedule,
        RetireBelow = rule.RetireBelow, Reason = rule.Reason,
    };

    /// <summary>The rule that a change makes of this.</summary>
    /// <param name="before">The version before; null for a new rule.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="removed">Whether it is taken back.</param>
    /// <param name="who">Who changes it.</param>
    /// <param name="now">When.</param>
    public Rule ToRule(Rule? before, string id, bool removed, string who, DateTimeOffset now) => new()
    {
        Id = id, Version = (before?.Version ?? 0) + 1, Kind = Kind!.Value, Scope = Scope!.Value, ScopeValue = ScopeValue, Subject = Subject,
        SubjectValue = SubjectValue, Slot = Slot, Factor = Factor, Items = Items ?? [], Title = Title, Image = Image, Label = Label,
        Heading = Heading, Language = Language, DateFormat = DateFormat, Schedule = Schedule, RetireBelow = RetireBelow, Reason = Reason,
        Removed = removed, CreatedBy = before?.CreatedBy ?? who, Created = before?.Created ?? now, ChangedBy = who, Changed = now,
    };

    /// <summary>Whether it says the same as <paramref name="other"/>; lists are compared by what they hold.</summary>
    public bool SaysAs(RuleInput other) => ApiJson.Write(this) == ApiJson.Write(other);
}
