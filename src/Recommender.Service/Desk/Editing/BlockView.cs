using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Demo;
using Recommender.Service.Rules;

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
