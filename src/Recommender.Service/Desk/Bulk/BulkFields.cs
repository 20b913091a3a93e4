using System.Globalization;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Web;

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

    /// <summary>The search from which the articles come: path and query.</summary>
    public string? Back { get; init; }

    /// <param name="form">The form.</param>
    /// <param name="request">Its request, which names the page of the search.</param>
    internal static BulkFields Of(IFormCollection form, HttpRequest request) => new()
    {
        Back = form.Text("back") ?? (request.GetTypedHeaders().Referer is { IsAbsoluteUri: true } referer ? referer.PathAndQuery : null),
        Articles = [.. form["article"].OfType<string>().Distinct(StringComparer.Ordinal)], Action = form["action"],
        Reason = form.Text("reason"), Pick = PickFields.Of(form),
    };

    /// <summary>The address of the search.</summary>
    /// <param name="search">The site's search.</param>
    /// <param name="saved">How many rules were saved, to be said there; null for none.</param>
    internal string BackTo(string search, int? saved)
    {
        var isSearch = Back is not null && (Back == search || Back.StartsWith(search + "?", StringComparison.Ordinal));
        var known = isSearch ? DeskLinks.After(Back) : search;
        var sign = known.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return saved is null ? known : string.Create(CultureInfo.InvariantCulture, $"{known}{sign}saved={saved}");
    }

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
