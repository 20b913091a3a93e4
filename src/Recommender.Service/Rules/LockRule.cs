namespace Recommender.Service.Rules;

/// <summary>The block contains exactly the rule's articles.</summary>
public sealed record LockRule : Rule
{
    /// <summary>As many as the longest block has slots.</summary>
    public const int MaxItems = PinRule.MaxSlot;

    internal static readonly RuleTerms Terms = new()
    {
        Read = static document => new LockRule(document), Fields = [nameof(Items)], Check = Check,
    };

    private LockRule(RuleDocument document)
        : base(document) => Items = document.Items ?? [];

    public override RuleKind Kind => RuleKind.Lock;

    public override IReadOnlyList<string> Articles => Items;

    public override bool PlacesArticles => true;

    /// <summary>Keys of the articles in the block, in their order.</summary>
    public IReadOnlyList<string> Items { get; init; }

    private protected override RuleContent WithOwn(RuleContent content) => content with { Items = Items };

    private static void Check(RuleInput rule, FieldErrors errors)
    {
        var items = rule.Items ?? [];
        if (items.Count is < 1 or > MaxItems)
        {
            errors.Add("items", $"must be 1 to {MaxItems} articles; for no block at all use the kind noBlock");
            return;
        }

        if (items.Distinct(StringComparer.Ordinal).Count() < items.Count)
        {
            errors.Add("items", "contains an article twice");
        }

        if (rule.Scope == RuleScope.Article && items.Contains(rule.ScopeValue))
        {
            errors.Add("items", "contains the page's own article, which is never in its own block");
        }
    }
}
