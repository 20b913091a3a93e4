using Recommender.Service.Desk.Editing;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Bulk;

/// <summary>The form of many articles: texts as they came.</summary>
public sealed record BulkFields
{
    /// <summary>Keys of the articles, each once, in the order in which they were chosen.</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];

    public string? Action { get; init; }

    public string? Reason { get; init; }

    /// <summary>The factor, and when it holds.</summary>
    public PickFields Pick { get; init; } = new();

    internal static BulkFields Of(IFormCollection form) => new()
    {
        Articles = [.. form["article"].OfType<string>().Distinct(StringComparer.Ordinal)], Action = form["action"],
        Reason = form.Text("reason"), Pick = PickFields.Of(form),
    };

    /// <summary>One rule an article.</summary>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="error">What cannot be read; null where all can.</param>
    internal IReadOnlyList<RuleInput> ToRules(TimeZoneInfo zone, out string? error)
    {
        var schedule = Pick.Schedule(zone, out error);
        var action = EnumWords.Parse<BulkAction>(Action);
        var factor = action == BulkAction.Boost ? FormTexts.Number(Pick.Factor) : null;
        error ??= action is null ? "Say what is to be done with them." : action == BulkAction.Boost && factor is null ? "Factor must be a number." : null;
        return error is not null ? [] : [.. Articles.Select(key => new RuleInput
        {
            Kind = action switch { BulkAction.NoBlock => RuleKind.NoBlock, BulkAction.Exclude => RuleKind.Exclude, _ => RuleKind.Boost },
            Scope = action == BulkAction.NoBlock ? RuleScope.Article : RuleScope.Site, ScopeValue = action == BulkAction.NoBlock ? key : null,
            Subject = action == BulkAction.NoBlock ? null : RuleSubject.Article, SubjectValue = action == BulkAction.NoBlock ? null : key,
            Factor = factor, Schedule = schedule, Reason = Reason,
        })];
    }
}
