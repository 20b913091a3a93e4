using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>
/// Builds the block of a page from its article's list and its editors' rules, in this order: exclude, boost and bury, sort, diversity, pin,
/// fill, cut. This is the only code that does so. A page with a no-block rule has no block, whatever other rules say; a locked block
/// contains the public articles of its lock and is neither filled nor cut. No rule adds articles that the request excludes (already shown
/// on the page, other sections, tags or dates). The same snapshot, request and time give the same block.
/// </summary>
public sealed class BlockBuilder
{
    private readonly SiteSnapshot _snapshot;
    private readonly BlockRequest _request;
    private readonly BlockOptions _options;
    private readonly DateTimeOffset _now;
    private readonly PageRules _rules;
    private readonly BlockFilter _filter;
    private readonly ChosenArticles _taken;
    private readonly EditorPicks _editors;
    private readonly List<LeftOut>? _leftOut;
    private string? _filledFromSection;
    private bool _filledFromNewest;

    public BlockBuilder(SiteSnapshot snapshot, BlockRequest request, BlockOptions options, DateTimeOffset now)
        : this(snapshot, request, options, now, null)
    {
    }

    private BlockBuilder(SiteSnapshot snapshot, BlockRequest request, BlockOptions options, DateTimeOffset now, Rule? without)
    {
        (_snapshot, _request, _options, _now) = (snapshot, request, options, now);
        _rules = snapshot.Rules.Rules.IsEmpty
            ? PageRules.None
            : snapshot.InForce.At(now.UtcDateTime, options.TimeZone).Of(request.Article, without);
        _leftOut = request.Explain ? [] : null;
        _filter = new BlockFilter(snapshot, request, options, now.UtcDateTime);
        _taken = new ChosenArticles(snapshot);
        _editors = new EditorPicks(snapshot, request, _filter, _rules, _taken, now.UtcDateTime, _leftOut);
    }

    /// <summary>Builds the block; call it once per builder.</summary>
    public Block Build()
    {
        if (_rules.NoBlock() is { } none)
        {
            return new Block([]) { NoBlock = none };
        }

        foreach (var card in _request.Excluded)
        {
            _taken.Take(card);
        }

        if (_request.Article >= 0)
        {
            _taken.Take(_request.Article);
        }

        var items = _rules.Lock() is { } locked ? Locked(locked) : Unlocked();
        var block = _rules.IsEmpty
            ? new Block(items)
            : new Block(Presented(items)) { Presentation = BlockPresentation.Of(_rules.Presentations()), LeftOut = _leftOut ?? [] };
        return block with
        {
            FilledFromSection = _filledFromSection, FilledFromNewest = _filledFromNewest, SiteHeading = _options.Heading,
        };
    }

    private List<BlockItem> Locked(CompiledLock locked) =>
    [
        .. _editors.Locked(locked).Select(card =>
            new BlockItem(_snapshot.Articles[card],
                ScoreOf(card), BlockSource.Lock) { Index = card, Rules = Touches(() => new RuleTouch(locked.Rule)) }),
    ];

    private List<BlockItem> Unlocked()
    {
        // Pins take their articles first; diversity and the other slots cannot use them.
        var pins = _editors.Pinned();
        var places = _request.Limit - pins.Count;
        var others = new List<BlockItem>(places);
        if (_request.Article >= 0)
        {
            LeaveOutLinked(_request.Article);
            // If pins take all slots, the list is evaluated only to report what was left out.
            if (places > 0 || _request.Explain)
            {
                others.AddRange(new ModelPicks(_snapshot, _options, _filter, _rules, _taken, _leftOut).Take(_request.Article, places));
            }
        }

        Fill(others, places);
        return pins.Count == 0 ? others : Placed(pins, others);
    }

    // Other articles of the same story stay available: the text links to one of them, and another may still be worth showing.
    private void LeaveOutLinked(int card)
    {
        if (_options.AlreadyLinked || _snapshot.DocumentOf(card) is not (>= 0 and var document))
        {
            return;
        }

        foreach (var target in _snapshot.Model!.Lists.Links(document))
        {
            _taken.TakeAlone(_snapshot.CardOfDocument[target]);
        }
    }

    private void Fill(List<BlockItem> items, int length)
    {
        var section = _request.Article < 0 ? null : _snapshot.Articles[_request.Article].Section;
        var mayFill = _request.Fallback && _options.Fallback != FallbackOrder.EditorsPicks;
        if (items.Count < length && mayFill && _options.Fallback == FallbackOrder.MostRead)
        {
            _filledFromNewest = true;
            FillFrom(_snapshot.MostRead.AsSpan(), items, length, isMostRead: true);
        }

        if (items.Count < length && (mayFill || (_options.MinimumScore > 0 && section is not null)))
        {
            _filledFromSection = section;
            FillFrom(_snapshot.Articles.NewestInSection(section), items, length);
        }

        if (items.Count < length && mayFill)
        {
            _filledFromNewest = true;
            FillFrom(_snapshot.Articles.Newest, items, length);
        }
    }

    private void FillFrom(ReadOnlySpan<int> cards, List<BlockItem> items, int length, bool isMostRead = false)
    {
        foreach (var card in cards)
        {
            if (items.Count >= length)
            {
                return;
            }

            if (_filter.MayAppear(card) && (_rules.IsEmpty || _rules.Admits(card, _filter.AgeOf(card), out _)) && _taken.Take(card))
            {
                items.Add(new BlockItem(_snapshot.Articles[card], null, BlockSource.Fallback) { Index = card, IsMostRead = isMostRead });
            }
        }
    }

    // If the block is too short for a slot, the pin takes the nearest slot: there are no gaps.
    private List<BlockItem> Placed(List<PlacedPin> pins, List<BlockItem> others)
    {
        var (items, next) = (new List<BlockItem>(_request.Limit), 0);
        foreach (var placed in pins)
        {
            while (items.Count < placed.Slot - 1 && next < others.Count)
            {
                items.Add(others[next++]);
            }

            items.Add(new BlockItem(_snapshot.Articles[placed.Pin.Card], ScoreOf(placed.Pin.Card), BlockSource.Pin)
            {
                Index = placed.Pin.Card, Rules = Touches(() => new RuleTouch(placed.Pin.Rule) { DisplacedBy = placed.DisplacedBy }),
            });
        }

        items.AddRange(others[next..]);
        return items;
    }

    private List<BlockItem> Presented(List<BlockItem> items)
    {
        if (!_request.Explain && !_rules.PresentsPicks)
        {
            return items;
        }

        for (var i = 0; i < items.Count; i++)
        {
            var card = items[i].Index;
            var presentations = _rules.PresentationsOf(card);
            if (presentations.Count > 0)
            {
                items[i] = items[i] with { Presentation = PickPresentation.Of(presentations) };
            }

            if (_request.Explain)
            {
                var boosts = items[i].Source == BlockSource.Model ? _rules.BoostsOf(card, _filter.AgeOf(card)) : [];
                var touches = items[i].Rules.Select(touch => touch with { Displaced = DisplacedBy(touch.Rule, items) });
                items[i] = items[i] with { Rules = [.. touches, .. boosts.Concat(presentations).Select(rule => new RuleTouch(rule))] };
            }
        }

        return items;
    }

    // A pin displaces what the block would contain without it; the block is built again without it to find out.
    private IReadOnlyList<ArticleCard> DisplacedBy(Rule rule, List<BlockItem> items)
    {
        if (rule is not PinRule)
        {
            return [];
        }

        var present = items.Select(item => item.Card).ToHashSet();
        return
        [
            .. new BlockBuilder(_snapshot, _request with { Explain = false }, _options, _now, rule).Build().Items
                .Select(item => item.Card).Where(card => !present.Contains(card)),
        ];
    }

    // The model's score for an article placed by an editor.
    private float? ScoreOf(int card)
    {
        if (_request.Article < 0 || _snapshot.DocumentOf(_request.Article) is not (>= 0 and var document))
        {
            return null;
        }

        foreach (var entry in _snapshot.Model!.Lists[document])
        {
            if (_snapshot.CardOfDocument[entry.Index] == card)
            {
                return entry.Score;
            }
        }

        return null;
    }

    private IReadOnlyList<RuleTouch> Touches(Func<RuleTouch> touch) => _request.Explain ? [touch()] : [];
}
