namespace Recommender.Service.Rules;

/// <summary>How one pick, or the block itself, is shown.</summary>
public sealed record PresentationRule : Rule
{
    internal static readonly RuleTerms Terms = new()
    {
        Read = static document => new PresentationRule(document), Subjects = [RuleSubject.Article], RequiresSubject = false,
        Fields = [nameof(Title), nameof(Image), nameof(Label), nameof(Heading), nameof(Language), nameof(DateFormat)], Check = Check,
    };

    private PresentationRule(RuleDocument document)
        : base(document)
    {
        Article = document.Subject is null ? null : RuleTarget.ArticleOf(document);
        (Title, Image, Label) = (document.Title, document.Image, document.Label);
        (Heading, Language, DateFormat) = (document.Heading, document.Language, document.DateFormat);
    }

    public override RuleKind Kind => RuleKind.Present;

    public override RuleTarget? Target => Article is null ? null : new RuleTarget(RuleSubject.Article, Article);

    /// <summary>The key of the pick; null if the rule is about the block itself.</summary>
    public string? Article { get; init; }

    /// <summary>Of a pick: the title that is shown instead of the article's.</summary>
    public string? Title { get; init; }

    /// <summary>Of a pick: the absolute http(s) address of the image that is shown instead.</summary>
    public string? Image { get; init; }

    /// <summary>Of a pick: words beside its title ("Explainer").</summary>
    public string? Label { get; init; }

    /// <summary>Of a block.</summary>
    public string? Heading { get; init; }

    /// <summary>Of a block: the language of heading and dates, a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>Of a block: a .NET date format such as <c>d MMMM yyyy</c>.</summary>
    public string? DateFormat { get; init; }

    private protected override RuleContent WithOwn(RuleContent content) => content with
    {
        Title = Title, Image = Image, Label = Label, Heading = Heading, Language = Language, DateFormat = DateFormat,
    };

    private static void Check(RuleInput rule, FieldErrors errors)
    {
        (string Name, string? Value)[] ofPick = [("title", rule.Title), ("image", rule.Image), ("label", rule.Label)];
        (string Name, string? Value)[] ofBlock =
            [("heading", rule.Heading), ("language", rule.Language), ("dateFormat", rule.DateFormat)];
        foreach (var (name, _) in (rule.Subject is null ? ofPick : ofBlock).Where(field => field.Value is not null))
        {
            errors.Add(name, "cannot be combined: a present rule is either of one pick (subject, title, image, label) or of the block "
                + "(heading, language, dateFormat)");
        }

        if (ofPick.Concat(ofBlock).All(field => field.Value is null))
        {
            errors.Add("kind", "is present, but the rule presents nothing: give a pick its title, image or label, or the block its "
                + "heading, language or dateFormat");
        }

        errors.Text("title", rule.Title, 500);
        errors.Text("label", rule.Label, 100);
        errors.Text("heading", rule.Heading, FieldErrors.MaxName);
        errors.WebAddress("image", rule.Image);
        errors.LanguageTag("language", rule.Language);
        errors.DateFormat("dateFormat", rule.DateFormat);
    }
}
