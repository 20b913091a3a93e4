using Recommender.Service.Articles;
using Recommender.Service.Demo;
using Recommender.Service.Related;
using Recommender.Service.Rules;
using Recommender.Service.Rules.States;

namespace Recommender.Service.Desk.Editing;

/// <summary>What the page of one article's block shows.</summary>
public sealed record BlockView
{
    /// <summary>The site as readers get it, for the very cards that they see.</summary>
    public required DemoSite Site { get; init; }

    public required ArticleCard Card { get; init; }

    /// <summary>The block as it would be after the changes in hand; with none, as it is.</summary>
    public required Block Block { get; init; }

    /// <summary>What the changes in hand do, in a plain sentence; null where there are none.</summary>
    public string? Sentence { get; init; }

    /// <summary>The model's own list.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The rules in whose scope the block is, as they would be.</summary>
    public required IReadOnlyList<BlockRule> Rules { get; init; }

    /// <summary>The changes in hand, for the form.</summary>
    public required string Draft { get; init; }

    /// <summary>The state that the changes are made for.</summary>
    public required string Tag { get; init; }

    public required string Reason { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required bool MayEdit { get; init; }

    public required bool MayEditAll { get; init; }

    public required bool RequiresReason { get; init; }

    /// <summary>Why something could not be done.</summary>
    public string? Error { get; init; }

    public string? Done { get; init; }

    /// <summary>What others changed while this editor had the page open.</summary>
    public IReadOnlyList<string> Meanwhile { get; init; } = [];

    /// <summary>The person's last change at the site, where it concerns this block; null: there is nothing to undo here.</summary>
    public RuleChange? Undoable { get; init; }

    /// <summary>The article whose fields are open; null: none's.</summary>
    public ArticleCard? Picked { get; init; }

    public required PickFields Fields { get; init; }

    /// <summary>What was searched for, to be added.</summary>
    public string? Query { get; init; }

    public IReadOnlyList<FoundArticle> Found { get; init; } = [];

    public bool HasChanges => Sentence is not null;
}

/// <summary>An article of the model's own list.</summary>
/// <param name="Item">The article and its score.</param>
/// <param name="Reasons">Why the model has it there.</param>
/// <param name="Place">Its place in the block; null where it has none.</param>
/// <param name="Excluded">The block's own rule that keeps it out; null where there is none.</param>
public sealed record Candidate(BlockItem Item, IReadOnlyList<string> Reasons, int? Place, Rule? Excluded);

/// <summary>A rule that holds for the block, some time.</summary>
/// <param name="Rule">The rule as it would be.</param>
/// <param name="Words">What it says.</param>
/// <param name="State">How it would stand.</param>
/// <param name="MayDrop">Whether who looks may take it back.</param>
/// <param name="InHand">True where it is changed and not saved.</param>
public sealed record BlockRule(Rule Rule, string Words, RuleState State, bool MayDrop, bool InHand);
