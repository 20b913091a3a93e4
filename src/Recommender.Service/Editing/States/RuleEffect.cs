using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.States;

/// <summary>
/// The effect of a rule in force. Exact for a rule of one article's block. A rule of more pages is evaluated on all their lists and rules
/// if it moves one article, on the newest <see cref="SampledPages"/> pages if it places articles; if it moves sections, tags, authors or
/// ages, it has an effect if the site shows such articles.
/// </summary>
internal sealed class RuleEffect(SiteSnapshot snapshot, BlockOptions options, DateTimeOffset now)
{
    private const int SampledPages = 20;

    private readonly ArticleIndex _articles = snapshot.Articles;
    private readonly DateTime _now = now.UtcDateTime;
    private readonly CompiledRules _rules = snapshot.InForce.At(now.UtcDateTime, options.TimeZone);
    private readonly Lazy<ListedPages> _listed = new(() => new ListedPages(
        snapshot,
        snapshot.Rules.Rules
            .Where(rule => rule is { Scope: not RuleScope.Article, Target.Subject: RuleSubject.Article })
            .Select(rule => snapshot.Articles.CardOf(rule.Target!.Value.Value)).Where(card => card >= 0).ToHashSet()));

    private readonly Lazy<HashSet<int>> _placed = new(() =>
    [
        .. snapshot.Rules.Rules.Where(rule => rule.PlacesArticles).SelectMany(rule => rule.Articles)
            .Select(snapshot.Articles.CardOf).Where(card => card >= 0),
    ]);

    public RuleState Of(Rule rule) => rule.Match(
        pin: pin => Dated(pin) ?? OnPages(pin, page => OfPin(pin, page)),
        exclude: exclude => OfMove(exclude, exclude.Excluded),
        boost: boost => boost.Factor == 1 ? None("a factor of 1 moves nothing") : OfMove(boost, boost.Boosted),
        noBlock: _ => Holds,
        locked: locked => OnPages(locked, page => Overruled(page, locked) ?? Holds),
        presentation: presentation => presentation.Target is { } pick ? OfMove(presentation, pick) : Holds);

    private static RuleState Holds { get; } = new(RuleCondition.Holds, "holds");

    private static RuleState None(string words) => new(RuleCondition.NoEffect, words);

    private static RuleState Displaced(string words) => new(RuleCondition.Displaced, words);

    private RuleState? Dated(PinRule pin)
    {
        var card = _articles[_articles.CardOf(pin.Article)];
        return card.IsVisibleAt(_now)
            ? null
            : new RuleState(RuleCondition.Waiting, "its article is dated in the future", card.PublishedOrNull);
    }

    // The best state of the rule on the pages that are evaluated.
    private RuleState OnPages(Rule rule, Func<int, RuleState> onPage)
    {
        RuleState? best = null;
        foreach (var page in Pages(rule))
        {
            var state = onPage(page);
            if (best is null || state.Condition < best.Condition)
            {
                best = state;
            }

            if (best.Condition == RuleCondition.Holds)
            {
                break;
            }
        }

        return best ?? None("no published article is in its scope");
    }

    private RuleState OfPin(PinRule pin, int page)
    {
        if (Overruled(page, pin) is { } overruled)
        {
            return overruled;
        }

        if (pin.Slot > options.DefaultLimit)
        {
            return None($"place {pin.Slot} is beyond the {options.DefaultLimit} places of the site's blocks");
        }

        var block = new BlockBuilder(snapshot, BlockRequest.Of(page, options) with { Explain = true }, options, now).Build();

        foreach (var touch in block.Items.SelectMany(item => item.Rules))
        {
            if (touch.Rule == pin)
            {
                return touch.DisplacedBy is { } other ? Displaced($"another pin, rule {other.Id}, has its slot") : Holds;
            }
        }

        return block.LeftOut.FirstOrDefault(left => left.WantedBy == pin) switch
        {
            { Reason: LeftOutReason.Excluded, By: { } by } => None($"its article is excluded by rule {by.Id}"),
            { Reason: LeftOutReason.Shown } => None("its article is the page's own, or has the same story"),
            { Reason: LeftOutReason.Duplicate, By: { } by } => Displaced($"rule {by.Id} pins the same article, or the same story"),
            { Reason: LeftOutReason.NoSlot } => Displaced("other pins have all slots"),
            _ => None("its article cannot be shown"),
        };
    }

    private RuleState? Overruled(int page, Rule rule)
    {
        var rules = _rules.Of(page);
        return rules.NoBlock() is { } none ? Displaced($"rule {none.Id} leaves the page without a block")
            : rules.Lock() is { } locked && locked.Rule != rule ? Displaced($"rule {locked.Rule.Id} locks the block")
            : null;
    }

    private RuleState OfMove(Rule rule, RuleTarget target)
    {
        if (rule.Scope == RuleScope.Article)
        {
            return OnArticle(rule, target, _articles.CardOf(rule.ScopeValue));
        }

        if (target.Subject != RuleSubject.Article)
        {
            return Any(card => Moves(target, card)) ? Holds : None("it moves no published article");
        }

        var moved = _articles.CardOf(target.Value);
        // Excludes and presentations also apply to articles that editors placed; without a model, lists are unknown.
        return snapshot.Model is null || (rule is not BoostRule && _placed.Value.Contains(moved))
            || _listed.Value.Of(moved).Any(page => IsInScope(rule, page))
            ? Holds
            : None("no block in its scope would show the article");
    }

    private RuleState OnArticle(Rule rule, RuleTarget target, int page)
    {
        if (rule is BoostRule && Overruled(page, rule) is { } overruled)
        {
            return overruled;
        }

        if (rule is PresentationRule)
        {
            var request = BlockRequest.Of(page, options);
            var pick = _articles[_articles.CardOf(target.Value)];
            return new BlockBuilder(snapshot, request, options, now).Build().Items.Any(item => item.Card == pick)
                ? Holds
                : None("its article is not in the block");
        }

        var list = snapshot.DocumentOf(page) is >= 0 and var document ? snapshot.Model!.Lists[document] : [];
        foreach (var entry in list)
        {
            if (snapshot.CardOfDocument[entry.Index] is >= 0 and var card && Moves(target, card))
            {
                return Holds;
            }
        }

        // Without a list, the newest articles fill the block, and any may be among them.
        return list.IsEmpty || (rule is ExcludeRule && IsPlacedOn(page, target))
            ? Holds
            : None($"the model shows no such article on this page, down to the {list.Length}th");
    }

    private bool IsPlacedOn(int page, RuleTarget target)
    {
        var rules = _rules.Of(page);
        return rules.Pins(BlockOptions.MaxLimit).Any(pin => Moves(target, pin.Card))
            || rules.Lock()?.Cards.Any(card => Moves(target, card)) == true;
    }

    private bool Moves(RuleTarget target, int card) => target.Subject switch
    {
        RuleSubject.Article => _articles.NumberOf(target) == card,
        RuleSubject.Section => _articles.NumberOf(target) == _articles.Labels[card].Section,
        RuleSubject.Author => _articles.NumberOf(target) == _articles.Labels[card].Author,
        RuleSubject.Tag => _articles.Labels.TagsOf(card).Contains(_articles.NumberOf(target)),
        RuleSubject.Age => target.Days() is { } days && CompiledAge.Moves(days, AgeOf(_articles[card])),
    };

    private double AgeOf(ArticleCard card) => card.PublishedOrNull is { } published ? (now - published).TotalDays : double.PositiveInfinity;

    private bool IsInScope(Rule rule, int page) => _articles[page].IsVisibleAt(_now) && rule.Scope switch
    {
        RuleScope.Site => true,
        RuleScope.Section => _articles.Labels[page].Section == _articles.ScopeOf(rule),
        RuleScope.Tag => _articles.Labels.TagsOf(page).Contains(_articles.ScopeOf(rule)),
        RuleScope.Article => page == _articles.ScopeOf(rule),
    };

    private IEnumerable<int> Pages(Rule rule) => rule.Scope == RuleScope.Article
        ? [_articles.ScopeOf(rule)]
        : _articles.Newest.ToArray().Where(page => IsInScope(rule, page)).Take(SampledPages);

    private bool Any(Func<int, bool> card) => _articles.Newest.ToArray().Any(found => _articles[found].IsVisibleAt(_now) && card(found));
}
