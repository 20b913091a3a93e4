using System.Collections.Immutable;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>One article's block with changes that are not saved. Immutable: each change makes the next draft.</summary>
internal sealed class BlockDraft
{
    private readonly SiteSnapshot _snapshot;
    private readonly BlockRequest _request;
    private readonly BlockOptions _options;
    private readonly string _who;
    private readonly DateTimeOffset _now;

    /// <param name="snapshot">The current site.</param>
    /// <param name="request">The block, as the site requests it.</param>
    /// <param name="options">The site's block settings.</param>
    /// <param name="who">The editor.</param>
    /// <param name="now">When.</param>
    /// <param name="changes">The changes so far, each of the current version of its rule.</param>
    public BlockDraft(
        SiteSnapshot snapshot, BlockRequest request, BlockOptions options, string who, DateTimeOffset now,
        ImmutableList<DraftChange> changes)
    {
        (_snapshot, _request, _options, _who, _now) = (snapshot, request with { Explain = true }, options, who, now);
        Changes = changes;
        After = changes.IsEmpty ? snapshot : BlockEdit.Preview(snapshot, Edits(null), who, now);
        Block = new BlockBuilder(After, _request, options, now).Build();
    }

    public ImmutableList<DraftChange> Changes { get; }

    /// <summary>The site without the changes.</summary>
    public SiteSnapshot Before => _snapshot;

    public DateTimeOffset Now => _now;

    /// <summary>The site's time zone.</summary>
    public TimeZoneInfo Zone => _options.TimeZone;

    /// <summary>The site after the changes.</summary>
    public SiteSnapshot After { get; }

    /// <summary>The block after the changes, with the rules that affect each article.</summary>
    public Block Block { get; }

    public ArticleCard Page => _snapshot.Articles[_request.Article];

    public int Length => _request.Limit;

    /// <summary>The rules of this block alone, after the changes.</summary>
    public IEnumerable<Rule> Own => After.Rules.Rules.Where(IsOwn);

    /// <summary>The lock of this block alone; null if it has none.</summary>
    public LockRule? OwnLock => OwnOf<LockRule>();

    public bool IsOwn(Rule rule) =>
        rule.Scope == RuleScope.Article && string.Equals(rule.ScopeValue, Page.Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>This block's own pin that places an article; null if there is none.</summary>
    public PinRule? PinOf(string key) =>
        Block.Items.FirstOrDefault(item => item.Card.Key == key)?.Rules.Select(touch => touch.Rule).OfType<PinRule>().FirstOrDefault(IsOwn)
        ?? OwnOf<PinRule>(key);

    /// <summary>A rule of this block alone, without a schedule.</summary>
    /// <param name="key">The article that it moves; null for a rule about the block itself.</param>
    public T? OwnOf<T>(string? key = null)
        where T : Rule =>
        Own.OfType<T>().FirstOrDefault(rule => rule.Schedule is null && rule.Target?.Value == key);

    public BlockDraft Add(RuleInput content) => With(Changes.Add(new DraftChange(RuleEdit.NewId(), 0, content)));

    public BlockDraft Change(Rule rule, RuleInput content)
    {
        var others = Changes.RemoveAll(change => change.Id == rule.Id);
        var stored = Stored(rule.Id);
        return stored is not null && RuleInput.Of(stored).SaysAs(content)
            ? With(others)
            : With(others.Add(new DraftChange(rule.Id, stored?.Version ?? 0, content)));
    }

    public BlockDraft Remove(Rule rule)
    {
        var others = Changes.RemoveAll(change => change.Id == rule.Id);
        return With(Stored(rule.Id) is { } stored ? others.Add(new DraftChange(rule.Id, stored.Version, null)) : others);
    }

    /// <summary>What saving would do.</summary>
    public IReadOnlyList<RuleEdit> Edits(string? reason) => [.. Changes.Select(change => EditOf(change, reason))];

    private RuleEdit EditOf(DraftChange change, string? reason)
    {
        var content = change.Content is { } given ? given with { Reason = reason ?? given.Reason } : null;
        return Stored(change.Id) is not { } stored ? RuleEdit.Create(content!, change.Id)
            : content is null ? RuleEdit.Remove(stored, reason)
            : RuleEdit.Change(stored, content);
    }

    /// <summary>The block of a snapshot at a moment, as readers would get it.</summary>
    public Block BuildOf(SiteSnapshot snapshot, DateTimeOffset at) =>
        new BlockBuilder(snapshot, _request with { Explain = false }, _options, at).Build();

    /// <summary>A rule as it is saved; null for a new one.</summary>
    public Rule? Stored(string id) => _snapshot.Rules.Rules.FirstOrDefault(rule => rule.Id == id);

    private BlockDraft With(ImmutableList<DraftChange> changes) => new(_snapshot, _request, _options, _who, _now, changes);
}
