namespace Recommender.Service.Rules;

/// <summary>Articles move up (factor above 1) or down in the order; the score that is shown does not change.</summary>
public sealed record BoostRule : Rule
{
    internal static readonly RuleTerms Terms = new()
    {
        Read = static document => new BoostRule(document), Fields = [nameof(Factor)], Subjects = Enum.GetValues<RuleSubject>(),
        Check = Check,
    };

    private BoostRule(RuleDocument document)
        : base(document)
    {
        Boosted = RuleTarget.Of(document);
        Factor = document.Factor ?? throw new InvalidDataException("the field factor is missing");
    }

    public override RuleKind Kind => RuleKind.Boost;

    public override RuleTarget? Target => Boosted;

    public RuleTarget Boosted { get; init; }

    /// <summary>From 1 to 10; it buries from 0 to 0.9.</summary>
    public double Factor { get; init; }

    private protected override RuleContent WithOwn(RuleContent content) => content with { Factor = Factor };

    private static void Check(RuleInput rule, FieldErrors errors)
    {
        if (rule.Factor is not ((>= 0 and <= 0.9) or (>= 1 and <= 10)))
        {
            errors.Add("factor", "must be from 1 to 10 to move up, or from 0 to 0.9 to move down");
        }
    }
}
