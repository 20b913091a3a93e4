namespace Recommender.Service.Rules;

/// <summary>The pages have no block at all.</summary>
public sealed record NoBlockRule : Rule
{
    internal static readonly RuleTerms Terms = new() { Read = static document => new NoBlockRule(document) };

    private NoBlockRule(RuleDocument document)
        : base(document)
    {
    }

    public override RuleKind Kind => RuleKind.NoBlock;

    private protected override RuleContent WithOwn(RuleContent content) => content;
}
