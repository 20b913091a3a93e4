using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.RulePages;

/// <summary>The fields of a rule's form: texts as typed.</summary>
public sealed record RuleFields
{
    public string? Kind { get; init; }

    public string? Scope { get; init; }

    public string? ScopeValue { get; init; }

    public string? Subject { get; init; }

    public string? SubjectValue { get; init; }

    /// <summary>Articles of a lock, separated by spaces or commas.</summary>
    public string? Items { get; init; }

    public string? Heading { get; init; }

    public string? Language { get; init; }

    public string? DateFormat { get; init; }

    public string? RetireBelow { get; init; }

    public string? Reason { get; init; }

    /// <summary>The fields that a block's form has as well.</summary>
    public PickFields Pick { get; init; } = new();

    internal static RuleFields Of(Rule rule, TimeZoneInfo zone)
    {
        var content = rule.Content;
        return new RuleFields
        {
            Kind = EnumWords.Of(rule.Kind), Scope = EnumWords.Of(rule.Scope), ScopeValue = content.ScopeValue,
            Subject = content.Subject is { } subject ? EnumWords.Of(subject) : null, SubjectValue = content.SubjectValue,
            Items = string.Join(' ', content.Items ?? []), Heading = content.Heading, Language = content.Language,
            DateFormat = content.DateFormat, RetireBelow = content.RetireBelow?.ToString(CultureInfo.InvariantCulture),
            Reason = content.Reason, Pick = PickFields.Of(content, zone),
        };
    }

    internal static RuleFields Of(IFormCollection form) => new()
    {
        Kind = form.Text("kind"), Scope = form.Text("scope"), ScopeValue = form.Text("scopeValue"), Subject = form.Text("subject"),
        SubjectValue = form.Text("subjectValue"), Items = form.Text("items"), Heading = form.Text("heading"),
        Language = form.Text("language"), DateFormat = form.Text("dateFormat"), RetireBelow = form.Text("retireBelow"),
        Reason = form.Text("reason"), Pick = PickFields.Of(form),
    };

    /// <summary>The rule of the form.</summary>
    /// <param name="articles">The site's articles, which may be named by address as well as by key.</param>
    /// <param name="zone">The site's time zone.</param>
    /// <param name="error">What cannot be read; null if all can.</param>
    internal RuleInput ToInput(ArticleIndex articles, TimeZoneInfo zone, out string? error)
    {
        var schedule = Pick.Schedule(zone, out error);
        error ??= Pick.Slot is not null && FormTexts.Whole(Pick.Slot) is null ? "Place must be a whole number."
            : Pick.Factor is not null && FormTexts.Number(Pick.Factor) is null ? "Factor must be a number."
            : RetireBelow is not null && FormTexts.Number(RetireBelow) is null ? "The share below which a pin retires must be a number."
            : null;
        return new RuleInput
        {
            Kind = EnumWords.Parse<RuleKind>(Kind), Scope = EnumWords.Parse<RuleScope>(Scope), ScopeValue = KeyOf(articles, ScopeValue),
            Subject = EnumWords.Parse<RuleSubject>(Subject), SubjectValue = KeyOf(articles, SubjectValue),
            Slot = FormTexts.Whole(Pick.Slot), Factor = FormTexts.Number(Pick.Factor),
            Items = Items?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(item => KeyOf(articles, item)!).ToArray(),
            Title = Pick.Title, Image = Pick.Image, Label = Pick.Label, Heading = Heading, Language = Language, DateFormat = DateFormat,
            Schedule = schedule, RetireBelow = FormTexts.Number(RetireBelow), Reason = Reason,
        };
    }

    // The address of an article at the site or at the desk means its key; any other text is a name.
    private static string? KeyOf(ArticleIndex articles, string? named)
    {
        if (!Uri.TryCreate(named, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return named;
        }

        var last = address.Segments[^1].TrimEnd('/');
        var isAtDesk = address.AbsolutePath.StartsWith(DeskLinks.Root + "/", StringComparison.Ordinal);
        return articles.KeyAt(named!) ?? (isAtDesk && ArticleKey.IsKey(last) ? last : named);
    }
}
