using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Blocks;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>What a draft would do for readers: at once, and when its rules begin or end.</summary>
internal sealed class DraftEffect
{
    private const int MostMoments = 3;
    private readonly BlockDraft _draft;
    private readonly SiteSnapshot _before;
    private readonly string? _now;
    private readonly List<(DateTimeOffset At, string Words)> _later = [];

    public DraftEffect(BlockDraft draft)
    {
        // Compiled for other moments, so not the rules that are served.
        (_draft, _before) = (draft, draft.Before.WithRules(draft.Before.Rules));
        _now = Difference(draft.Now);
        foreach (var at in Moments())
        {
            if (_later.Count < MostMoments && Difference(at) is { } words)
            {
                _later.Add((at, words));
            }
        }
    }

    /// <summary>True if readers see another block as soon as the draft is saved.</summary>
    public bool IsNow => _now is not null;

    /// <summary>The first later moment at which the block differs from what it would be without the draft; null if there is none.</summary>
    public DateTimeOffset? Later => _later.Count == 0 ? null : _later[0].At;

    /// <summary>The moment whose block shows what the draft does: the present, or the first later one if nothing changes now.</summary>
    public DateTimeOffset Shown => IsNow ? _draft.Now : Later ?? _draft.Now;

    /// <summary>The effect as text.</summary>
    public string Sentence
    {
        get
        {
            var now = _now ?? (_later.Count > 0 ? "Nothing changes now."
                : _draft.Changes.Any(change => change.Content?.Kind is RuleKind.Lock or RuleKind.Pin)
                ? "Readers see the same block; it keeps what you have set." : "Nothing changes for readers.");
            return string.Join(" ", _later.Select(later => $"From {RuleSentence.Full(later.At, _draft.Zone)}: {later.Words}").Prepend(now));
        }
    }

    private string? Difference(DateTimeOffset at) =>
        BlockDifference.Sentence(_draft.BuildOf(_before, at), _draft.BuildOf(_draft.After, at));

    private IEnumerable<DateTimeOffset> Moments()
    {
        var articles = _draft.Before.Articles;
        var schedules = _draft.Changes.Select(change => change.Content?.Schedule)
            .Concat(_draft.Changes.Select(change => _draft.Stored(change.Id)?.Schedule));
        var shown = _draft.Changes.SelectMany(change => change.Content is { } content
            ? [content.SubjectValue, .. content.Items ?? []] : Array.Empty<string?>()).Append(_draft.Page.Key);
        return schedules
            .SelectMany(schedule => new[] { Begin(schedule), schedule?.Ends })
            .Concat(shown.Select(key => articles.CardOf(key) is >= 0 and var card ? articles[card].PublishedOrNull : null))
            .OfType<DateTimeOffset>().Where(at => at > _draft.Now).Distinct().Order();
    }

    private DateTimeOffset? Begin(RuleSchedule? schedule) =>
        DailyWindow.NextBegin(schedule, _draft.Now.UtcDateTime, _draft.Zone) is { } begin ? new DateTimeOffset(begin, TimeSpan.Zero) : null;
}
