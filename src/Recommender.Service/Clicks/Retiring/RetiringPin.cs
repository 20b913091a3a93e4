using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.Rules;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>A pin with automatic retirement, and the counts of the pin and of the rest of its blocks since its last change.</summary>
/// <param name="rule">The pin; its <see cref="PinRule.RetireBelow"/> is set.</param>
/// <param name="from">The first day that counts.</param>
internal sealed class RetiringPin(PinRule rule, ArticleIndex articles, DateOnly from)
{
    private readonly int _scope = articles.ScopeOf(rule);
    private readonly string? _article = articles.CardOf(rule.Article) is >= 0 and var card ? articles[card].Key : null;
    private readonly SlotCounts _own = new();
    private readonly SlotCounts _rest = new();

    public PinRule Rule => rule;

    public DateOnly From => from;

    public long Impressions => _own.Total.Impressions;

    /// <summary>Adds a count of the site if it belongs to these blocks and is not too old.</summary>
    public void Add(ClickKey key, ClickCount count)
    {
        if (key.Day >= from && IsConcerned(key.Page))
        {
            (key.Source == BlockSource.Pin && key.Article == _article ? _own : _rest).Add(key.Slot, count);
        }
    }

    /// <summary>Compares the pin with the rest of its blocks.</summary>
    /// <param name="site">All counts of the site in the same period.</param>
    public PinVerdict Judge(SlotCounts site)
    {
        var others = site.Without(_own);
        var usual = new UsualRates(others);
        return new PinVerdict(
            rule.RetireBelow!.Value, _own.Total, Corrected.Of(_own.Total, _own.Expected(usual.In)),
            Corrected.Of(_rest.Total, _rest.Expected(usual.In)));
    }

    private bool IsConcerned(string page)
    {
        if (rule.Scope == RuleScope.Site)
        {
            return true;
        }

        var card = articles.FindByKey(page);
        return card >= 0 && _scope >= 0 && rule.Scope switch
        {
            RuleScope.Article => card == _scope,
            RuleScope.Section => articles.Labels[card].Section == _scope,
            _ => articles.Labels.TagsOf(card).Contains(_scope),
        };
    }
}
