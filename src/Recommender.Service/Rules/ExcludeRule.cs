namespace Recommender.Service.Rules;

/// <summary>Articles are not shown.</summary>
public sealed record ExcludeRule : Rule
{
    internal static readonly RuleTerms Terms = new()
    {
        Read = static document => new ExcludeRule(document),
        Subjects = [RuleSubject.Article, RuleSubject.Section, RuleSubject.Tag, RuleSubject.Author],
    };

    private ExcludeRule(RuleDocument document)
        : base(document) => Excluded = RuleTarget.Of(document);

    public override RuleKind Kind => RuleKind.Exclude;

    public override RuleTarget? Target => Excluded;

    public RuleTarget Excluded { get; init; }

    private protected override RuleContent WithOwn(RuleContent content) => content;
}
