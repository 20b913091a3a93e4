namespace Recommender.Service.Rules;

/// <summary>An article is shown in a slot.</summary>
public sealed record PinRule : Rule
{
    /// <summary>The last slot of the longest block.</summary>
    public const int MaxSlot = 50;

    internal static readonly RuleTerms Terms = new()
    {
        Read = static document => new PinRule(document), Fields = [nameof(Slot), nameof(RetireBelow)], Subjects = [RuleSubject.Article],
        Check = Check,
    };

    private PinRule(RuleDocument document)
        : base(document)
    {
        Article = RuleTarget.ArticleOf(document);
        Slot = document.Slot ?? throw new InvalidDataException("the field slot is missing");
        RetireBelow = document.RetireBelow;
    }

    public override RuleKind Kind => RuleKind.Pin;

    public override RuleTarget? Target => new(RuleSubject.Article, Article);

    public override bool PlacesArticles => true;

    /// <summary>The pinned article's key.</summary>
    public string Article { get; init; }

    /// <summary>The place in the block, 1 for the first.</summary>
    public int Slot { get; init; }

    /// <summary>The pin is removed when its click rate is below this share of its block's own. Null: never.</summary>
    public double? RetireBelow { get; init; }

    private protected override RuleContent WithOwn(RuleContent content) => content with { Slot = Slot, RetireBelow = RetireBelow };

    private static void Check(RuleInput rule, FieldErrors errors)
    {
        if (rule.Slot is not (>= 1 and <= MaxSlot))
        {
            errors.Add("slot", $"must be from 1 to {MaxSlot}");
        }

        if (rule.RetireBelow is { } share && !(share > 0 && share <= 1))
        {
            errors.Add("retireBelow", "must be above 0 and at most 1");
        }
    }
}
