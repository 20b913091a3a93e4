using Recommender.Service.Desk.Editing;
using Recommender.Service.Rules;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Bulk;

/// <summary>The form of many articles: texts as typed.</summary>
public sealed record BulkFields
{
    /// <summary>Keys of the articles, each once, in the order in which they were chosen.</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];

    public string? Action { get; init; }

    public string? Reason { get; init; }

    /// <summary>The factor and the schedule.</summary>
    public PickFields Pick { get; init; } = new();

    internal static BulkFields Of(IFormCollection form) => new()
    {
        Articles = [.. form["article"].OfType<string>().Distinct(StringComparer.Ordinal)], Action = form["action"],
        Reason = form.Text("reason"), Pick = PickFields.Of(form),
    };

    /// <summary>One rule for each article.</summary>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="error">What cannot be read; null if all can.</param>
    internal IReadOnlyList<RuleInput> ToRules(TimeZoneInfo zone, out string? error)
    {
        var schedule = Pick.Schedule(zone, out error);
        var action = EnumWords.Parse<BulkAction>(Action);
        var factor = action == BulkAction.Boost ? FormTexts.Number(Pick.Factor) : null;
        error ??= action is null ? "Say what to do with them."
            : action == BulkAction.Boost && factor is null ? "Factor must be a number."
            : null;
        return error is not null ? [] :
        [
            .. Articles.Select(key => RuleOf(action!.Value, key) with { Factor = factor, Schedule = schedule, Reason = Reason }),
        ];
    }

    private static RuleInput RuleOf(BulkAction action, string key) => action switch
    {
        BulkAction.NoBlock => new RuleInput { Kind = RuleKind.NoBlock, Scope = RuleScope.Article, ScopeValue = key },
        BulkAction.Exclude => Everywhere(RuleKind.Exclude, key),
        BulkAction.Boost => Everywhere(RuleKind.Boost, key),
    };

    private static RuleInput Everywhere(RuleKind kind, string key) => new()
    {
        Kind = kind, Scope = RuleScope.Site, Subject = RuleSubject.Article, SubjectValue = key,
    };
}
