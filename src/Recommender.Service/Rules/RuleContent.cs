using System.ComponentModel;

namespace Recommender.Service.Rules;

/// <summary>
/// What rules of all kinds say, flat: the one list of their fields. Requests, answers, rows, files and forms have these names. A field that
/// a rule's kind does not take is null. <see cref="RuleTerms"/> says which kind takes which.
/// </summary>
public record RuleContent
{
    [Description("The page's article key, the section or the tag; none for the site.")]
    public string? ScopeValue { get; init; }

    [Description("What the rule moves: article, section, tag, author or age; none for a rule about a whole block.")]
    public RuleSubject? Subject { get; init; }

    [Description("The article's key, the section, the tag, the author; for an age days: older than N if positive, at most -N days old "
        + "if negative.")]
    public string? SubjectValue { get; init; }

    [Description("Of a pin: 1 to 50.")]
    public int? Slot { get; init; }

    [Description("Of a boost: 1 to 10 moves up, 0 to 0.9 down.")]
    public double? Factor { get; init; }

    [Description("Of a lock: 1 to 50 article keys, in their order.")]
    public IReadOnlyList<string>? Items { get; init; }

    [Description("Of present for one pick: the title instead of the article's.")]
    public string? Title { get; init; }

    [Description("Of present for one pick: the image instead of the article's, an absolute http(s) address.")]
    public string? Image { get; init; }

    [Description("Of present for one pick: words beside its title, such as \"Explainer\".")]
    public string? Label { get; init; }

    [Description("Of present for a block.")]
    public string? Heading { get; init; }

    [Description("Of present for a block: the language of heading and dates, a BCP 47 tag.")]
    public string? Language { get; init; }

    [Description("Of present for a block: a .NET date format.")]
    public string? DateFormat { get; init; }

    [Description("When it applies; none: always. Days and hours are those of the site's time zone.")]
    public RuleSchedule? Schedule { get; init; }

    [Description("Of a pin: it is removed when its click rate is below this share of its block's own, above 0 to 1; none: never.")]
    public double? RetireBelow { get; init; }

    [Description("Why.")]
    public string? Reason { get; init; }

    /// <summary>The same with trimmed texts; a blank text counts as missing.</summary>
    private protected RuleContent Trimmed() => this with
    {
        ScopeValue = Trimmed(ScopeValue), SubjectValue = Trimmed(SubjectValue), Title = Trimmed(Title), Image = Trimmed(Image),
        Label = Trimmed(Label), Heading = Trimmed(Heading), Language = Trimmed(Language), DateFormat = Trimmed(DateFormat),
        Reason = Trimmed(Reason),
    };

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
