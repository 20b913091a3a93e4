using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Changes;

/// <summary>
/// Blocks that may differ between two snapshots. Never misses one; may include a few that did not change. A block depends on its page's
/// article and list, the articles of that list, their first entries and near-duplicate groups, the rules that apply to the page, and, if it
/// is filled, on the newest articles.
/// </summary>
internal sealed class TouchedBlocks
{
    private readonly SiteSnapshot _before;
    private readonly SiteSnapshot _now;
    private readonly ChangedLists _lists;
    private readonly HashSet<int> _pages = [];
    private readonly HashSet<string> _sections = new(StringComparer.Ordinal);

    private TouchedBlocks(SiteSnapshot before, SiteSnapshot now, ChangedLists lists)
    {
        (_before, _now, _lists) = (before, now, lists);
        var cards = ChangedCards();
        foreach (var card in cards)
        {
            _pages.Add(card);
            TouchListing(card);
            TouchNewest(card);
            Addresses |= card >= before.Articles.Count || LeadsElsewhere(before.Articles[card], now.Articles[card]);
        }

        Addresses |= !ReferenceEquals(before.Articles.Aliases, now.Articles.Aliases);
        Newest |= !now.MostRead.AsSpan().SequenceEqual(before.MostRead.AsSpan());
        foreach (var card in lists.Pages)
        {
            _pages.Add(card);
        }

        foreach (var card in lists.Near)
        {
            TouchListing(card);
        }

        foreach (var card in lists.Stories)
        {
            _pages.Add(card);
            TouchListing(card);
            TouchNewest(card);
        }

        // Before the changed rules themselves: rules can put an article into a block without it being in the list.
        TouchWhere(now.Rules.Rules.Where(rule => Places(rule, cards) || Places(rule, lists.Stories)));
        TouchWhere(ChangedRules());
    }

    private TouchedBlocks() => (_before, _now, _lists, All, Newest, Addresses) = (null!, null!, ChangedLists.None, true, true, true);

    /// <summary>Every block of the site; the other properties are then irrelevant.</summary>
    public bool All { get; private set; }

    /// <summary>Cards of the pages.</summary>
    public IReadOnlyCollection<int> Pages => _pages;

    /// <summary>Sections whose newest articles changed.</summary>
    public IReadOnlyCollection<string> Sections => _sections;

    /// <summary>True if the site's newest or most read articles changed.</summary>
    public bool Newest { get; private set; }

    /// <summary>True if an address, id or key resolves to another article.</summary>
    public bool Addresses { get; }

    /// <param name="before">The previous snapshot, or null.</param>
    /// <param name="now">The new snapshot.</param>
    /// <param name="lists">The changes of its lists.</param>
    public static TouchedBlocks Between(SiteSnapshot? before, SiteSnapshot now, ChangedLists lists) =>
        before is null || lists.AreOthers || before.Lineage != now.Lineage ? new TouchedBlocks() : new TouchedBlocks(before, now, lists);

    private HashSet<int> ChangedCards()
    {
        var changed = new HashSet<int>();
        if (!ReferenceEquals(_before.Articles, _now.Articles))
        {
            for (var card = 0; card < _now.Articles.Count; card++)
            {
                if (card >= _before.Articles.Count || !ReferenceEquals(_before.Articles[card], _now.Articles[card]))
                {
                    changed.Add(card);
                }
            }
        }

        return changed;
    }

    private void TouchListing(int card)
    {
        foreach (var document in _now.DocumentsOf(card))
        {
            foreach (var listing in _lists.Now!.Of(document))
            {
                if (_now.CardOfDocument[listing] is >= 0 and var page)
                {
                    _pages.Add(page);
                }
            }
        }
    }

    private void TouchNewest(int card)
    {
        Newest = true;
        AddSection(_now.Articles[card]);
        if (card < _before.Articles.Count)
        {
            AddSection(_before.Articles[card]);
        }
    }

    private void AddSection(ArticleCard card)
    {
        if (card.Section is { } section)
        {
            _sections.Add(section);
        }
    }

    private static bool LeadsElsewhere(ArticleCard before, ArticleCard now) =>
        before.IsHidden != now.IsHidden || before.Published != now.Published || before.UrlKey != now.UrlKey;

    private bool Places(Rule rule, HashSet<int> cards) =>
        cards.Count > 0 && rule.PlacesArticles && rule.Articles.Any(key => cards.Contains(_now.Articles.CardOf(key)));

    private IEnumerable<Rule> ChangedRules()
    {
        if (ReferenceEquals(_before.Rules, _now.Rules))
        {
            return [];
        }

        var (before, now) = (new HashSet<Rule>(_before.Rules.Rules, ReferenceEqualityComparer.Instance),
            new HashSet<Rule>(_now.Rules.Rules, ReferenceEqualityComparer.Instance));
        return _before.Rules.Rules.Where(rule => !now.Contains(rule)).Concat(_now.Rules.Rules.Where(rule => !before.Contains(rule)));
    }

    private void TouchWhere(IEnumerable<Rule> rules)
    {
        foreach (var rule in rules)
        {
            var target = _now.Articles.ScopeOf(rule);
            All |= rule.Scope == RuleScope.Site;
            if (rule.Scope == RuleScope.Article && target >= 0)
            {
                _pages.Add(target);
            }
            else if (!All && target >= 0)
            {
                for (var card = 0; card < _now.Articles.Count; card++)
                {
                    if (rule.Scope == RuleScope.Section
                        ? _now.Articles.Labels[card].Section == target : _now.Articles.Labels.TagsOf(card).Contains(target))
                    {
                        _pages.Add(card);
                    }
                }
            }
        }
    }
}
