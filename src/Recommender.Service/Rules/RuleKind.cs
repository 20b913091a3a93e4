namespace Recommender.Service.Rules;

public enum RuleKind
{
    /// <summary>The subject article stands in a slot.</summary>
    Pin,

    /// <summary>The subject does not appear.</summary>
    Exclude,

    /// <summary>The subject moves up (factor above 1) or down in the order; its shown score stays.</summary>
    Boost,

    /// <summary>The pages have no block at all.</summary>
    NoBlock,

    /// <summary>The block holds exactly the rule's items.</summary>
    Lock,

    /// <summary>How one pick, or the block itself, is shown.</summary>
    Present,
}
