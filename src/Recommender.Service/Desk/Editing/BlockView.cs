using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Demo;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>What the page of one article's block shows.</summary>
public sealed record BlockView
{
    /// <summary>The site as readers see it, for its cards.</summary>
    public required DemoSite Site { get; init; }

    public required ArticleCard Card { get; init; }

    /// <summary>The block after the unsaved changes.</summary>
    public required Block Block { get; init; }

    /// <summary>The effect of the unsaved changes, in a sentence; null if there are none.</summary>
    public string? Sentence { get; init; }

    /// <summary>The model's own list.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The rules in whose scope the block is, after the unsaved changes.</summary>
    public required IReadOnlyList<BlockRule> Rules { get; init; }

    /// <summary>The unsaved changes, for the form.</summary>
    public required string Draft { get; init; }

    /// <summary>The state of the block to which the changes belong.</summary>
    public required string Tag { get; init; }

    public required string Reason { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required bool MayEdit { get; init; }

    public required bool MayEditAll { get; init; }

    public required bool RequiresReason { get; init; }

    /// <summary>Why something was not possible.</summary>
    public string? Error { get; init; }

    public string? Done { get; init; }

    /// <summary>What others changed while this editor had the page open.</summary>
    public IReadOnlyList<string> Meanwhile { get; init; } = [];

    /// <summary>The user's last change at the site, if it concerns this block; null if there is nothing to undo.</summary>
    public RuleChange? Undoable { get; init; }

    /// <summary>The article whose fields are open, or null.</summary>
    public ArticleCard? Picked { get; init; }

    public required PickFields Fields { get; init; }

    /// <summary>The search words of an article to add.</summary>
    public string? Query { get; init; }

    public IReadOnlyList<FoundArticle> Found { get; init; } = [];

    public bool HasChanges => Sentence is not null;
}
