using System.ComponentModel;
using Recommender.Service.Web;

namespace Recommender.Service.Rules;

/// <summary>A rule as an editor writes it. Nothing of it is checked yet.</summary>
public sealed record RuleInput : RuleContent
{
    public RuleInput()
    {
    }

    private RuleInput(RuleContent content)
        : base(content)
    {
    }

    [Description("The kind of rule.")]
    public RuleKind? Kind { get; init; }

    [Description("Whose blocks: article, section, tag or site.")]
    public RuleScope? Scope { get; init; }

    public static RuleInput Of(Rule rule) => new(rule.Content) { Kind = rule.Kind, Scope = rule.Scope };

    /// <summary>The rule that a change makes of this.</summary>
    /// <param name="before">The version before; null for a new rule.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="removed">Whether it is removed.</param>
    /// <param name="who">Who changes it.</param>
    /// <param name="now">When.</param>
    /// <exception cref="InvalidDataException">A field is missing that its kind requires.</exception>
    public Rule ToRule(Rule? before, string id, bool removed, string who, DateTimeOffset now) => Rule.Of(new RuleDocument(this)
    {
        Id = id, Version = (before?.Version ?? 0) + 1, Kind = Kind ?? throw new InvalidDataException("the field kind is missing"),
        Scope = Scope ?? throw new InvalidDataException("the field scope is missing"), Removed = removed,
        CreatedBy = before?.CreatedBy ?? who, Created = before?.Created ?? now, ChangedBy = who, Changed = now,
    });

    /// <summary>Whether it says the same as <paramref name="other"/>; lists are compared by their elements.</summary>
    public bool SaysAs(RuleInput other) => ApiJson.Write(this) == ApiJson.Write(other);

    /// <summary>The same rule in one spelling: trimmed texts, keys in lower case, days sorted, and null for a blank text or list.</summary>
    public RuleInput InOneSpelling()
    {
        var trimmed = (RuleInput)Trimmed();
        var schedule = Schedule is null ? null : Schedule with { Days = [.. (Schedule.Days ?? []).Distinct().Order()] };
        return trimmed with
        {
            ScopeValue = Scope == RuleScope.Article ? trimmed.ScopeValue?.ToLowerInvariant() : trimmed.ScopeValue,
            SubjectValue = Subject == RuleSubject.Article ? trimmed.SubjectValue?.ToLowerInvariant() : trimmed.SubjectValue,
            Items = Items is null or [] ? null : [.. Items.Select(key => key?.Trim().ToLowerInvariant() ?? "")],
            Schedule = schedule is { Starts: null, Ends: null, Days: [], From: null, To: null } ? null : schedule,
        };
    }
}
