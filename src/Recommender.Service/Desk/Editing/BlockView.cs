using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Editing;

/// <summary>What the page of one article's block shows.</summary>
public sealed record BlockView
{
    public required string Site { get; init; }

    public required ArticleIndex Articles { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required ArticleCard Card { get; init; }

    /// <summary>The block after the unsaved changes.</summary>
    public required Block Block { get; init; }

    /// <summary>The HTML of the block as readers would get it; empty if they get none.</summary>
    public required string Preview { get; init; }

    /// <summary>The moment of the preview, if it is later than now.</summary>
    public DateTimeOffset? ShownFrom { get; init; }

    /// <summary>True if a rule leaves the page of the preview without a block.</summary>
    public bool HasNoBlock { get; init; }

    /// <summary>The width of the site's blocks in pixels.</summary>
    public required int PageWidth { get; init; }

    /// <summary>The chosen width of the preview; null: the site's.</summary>
    public int? Width { get; init; }

    /// <summary>The number of places of the block.</summary>
    public required int Length { get; init; }

    /// <summary>What pages ask for that is not the site's setting.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

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

    /// <summary>What the user can undo and redo of this block.</summary>
    public IReadOnlyList<ReversalOffer> Reversals { get; init; } = [];

    /// <summary>The draft that the user left; null if there is none.</summary>
    public StoredDraft? Left { get; init; }

    /// <summary>The article whose fields are open, or null.</summary>
    public ArticleCard? Picked { get; init; }

    public required PickFields Fields { get; init; }

    /// <summary>The search words of an article to add.</summary>
    public string? Query { get; init; }

    public IReadOnlyList<FoundArticle> Found { get; init; } = [];

    public bool HasChanges => Sentence is not null;
}
