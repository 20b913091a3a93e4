using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.States;

/// <summary>
/// What a rule that holds does. Exact for a rule of one article's block. A rule of more pages is judged by the lists and rules of all of them
/// where it moves one article, by the newest <see cref="SampledPages"/> pages where it puts articles into blocks; where it moves sections,
/// tags, authors or ages, by whether such articles stand.
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
            .Where(rule => rule is { Scope: not RuleScope.Article, Subject: RuleSubject.Article })
            .Select(rule => snapshot.Articles.SubjectOf(rule)).Where(card => card >= 0).ToHashSet()));

    private readonly Lazy<HashSet<int>> _wanted = new(() =>
    [
        .. snapshot.Rules.Rules
            .SelectMany(rule => rule.Kind == RuleKind.Lock ? rule.Items : rule.Kind == RuleKind.Pin && rule.SubjectValue is { } key ? [key] : [])
            .Select(snapshot.Articles.CardOf).Where(card => card >= 0),
    ]);

    public RuleState Of(Rule rule) => rule.Kind switch
    {
        RuleKind.Pin => OnPages(rule, OfPin),
        RuleKind.Lock => OnPages(rule, OfLock),
        RuleKind.NoBlock => Holds,
        RuleKind.Boost when rule.Factor is null or 1 => None("a factor of 1 moves nothing"),
        RuleKind.Present when rule.Subject is null => Holds,
        _ => OfMove(rule),
    };

    private static RuleState Holds { get; } = new(RuleCondition.Holds, "holds");

    private static RuleState None(string words) => new(RuleCondition.NoEffect, words);

    private static RuleState Displaced(string words) => new(RuleCondition.Displaced, words);

    // The best of what the rule is on the pages that are looked at.
    private RuleState OnPages(Rule rule, Func<Rule, int, RuleState> onPage)
    {
        RuleState? best = null;
        foreach (var page in Pages(rule))
        {
            var state = onPage(rule, page);
            if (best is null || state.Condition < best.Condition)
            {
                best = state;
            }

            if (best.Condition == RuleCondition.Holds)
            {
                break;
            }
        }

        return best ?? None("no article that stands is concerned");
    }

    private RuleState OfPin(Rule rule, int page)
    {
        var request = new BlockRequest { Article = page, Limit = Math.Max(options.DefaultLimit, rule.Slot ?? 1), Explain = true };
        var block = new BlockBuilder(snapshot, request, options, now).Build();
        if (Overruled(page, rule) is { } overruled)
        {
            return overruled;
        }

        foreach (var touch in block.Items.SelectMany(item => item.Rules))
        {
            if (touch.Rule == rule)
            {
                return touch.DisplacedBy is { } other ? Displaced($"another pin, rule {other.Id}, has its place") : Holds;
            }
        }

        return block.LeftOut.FirstOrDefault(left => left.WantedBy == rule) switch
        {
            { Reason: LeftOutReason.Excluded, By: { } by } => None($"its article is excluded by rule {by.Id}"),
            { Reason: LeftOutReason.Shown } => None("its article is the page's own, or tells the same story"),
            { Reason: LeftOutReason.Duplicate, By: { } by } => Displaced($"rule {by.Id} pins the same article, or the same story"),
            { Reason: LeftOutReason.NoSlot } => Displaced("other pins have all places"),
            _ => None("its article does not stand"),
        };
    }

    private RuleState OfLock(Rule rule, int page) => Overruled(page, rule) ?? Holds;

    private RuleState? Overruled(int page, Rule rule)
    {
        var rules = _rules.Of(page);
        return rules.NoBlock() is { } none ? Displaced($"rule {none.Id} leaves the page without a block")
            : rules.Lock() is { } locked && locked.Rule != rule ? Displaced($"rule {locked.Rule.Id} locks the block")
            : null;
    }

    private RuleState OfMove(Rule rule)
    {
        if (rule.Scope == RuleScope.Article)
        {
            return OnArticle(rule, _articles.CardOf(rule.ScopeValue));
        }

        if (rule.Subject != RuleSubject.Article)
        {
            return Any(card => Moves(rule, card)) ? Holds : None("it moves no article that stands");
        }

        var subject = _articles.SubjectOf(rule);
        // An editor's own pick is kept out or shown otherwise as well; nothing is known of lists where there is no model.
        return snapshot.Model is null || (rule.Kind != RuleKind.Boost && _wanted.Value.Contains(subject))
            || _listed.Value.Of(subject).Any(page => IsConcerned(rule, page))
            ? Holds
            : None("none of the blocks that it is for would show the article");
    }

    private RuleState OnArticle(Rule rule, int page)
    {
        if (rule.Kind == RuleKind.Boost && Overruled(page, rule) is { } overruled)
        {
            return overruled;
        }

        if (rule.Kind == RuleKind.Present)
        {
            var request = new BlockRequest { Article = page, Limit = options.DefaultLimit };
            var subject = _articles[_articles.SubjectOf(rule)];
            return new BlockBuilder(snapshot, request, options, now).Build().Items.Any(item => item.Card == subject)
                ? Holds
                : None("its article does not stand in the block");
        }

        var list = snapshot.DocumentOf(page) is >= 0 and var document ? snapshot.Model!.Lists[document] : [];
        foreach (var entry in list)
        {
            if (snapshot.CardOfDocument[entry.Index] is >= 0 and var card && Moves(rule, card))
            {
                return Holds;
            }
        }

        // Without a list the newest articles fill the block, and any may be among them.
        return list.IsEmpty || (rule.Kind == RuleKind.Exclude && IsWantedOn(page, rule))
            ? Holds
            : None($"the model shows nothing of that on this page, down to the {list.Length}th");
    }

    private bool IsWantedOn(int page, Rule exclude)
    {
        var rules = _rules.Of(page);
        return rules.Pins(BlockOptions.MaxLimit).Any(pin => Moves(exclude, pin.Card)) || rules.Lock()?.Cards.Any(card => Moves(exclude, card)) == true;
    }

    private bool Moves(Rule rule, int card) => rule.Subject switch
    {
        RuleSubject.Article => _articles.SubjectOf(rule) == card,
        RuleSubject.Section => _articles.SubjectOf(rule) == _articles.Labels[card].Section,
        RuleSubject.Author => _articles.SubjectOf(rule) == _articles.Labels[card].Author,
        RuleSubject.Tag => _articles.Labels.TagsOf(card).Contains(_articles.SubjectOf(rule)),
        _ => RuleTargets.DaysOf(rule) is { } days && new AgeRule(rule, days).Moves(AgeOf(_articles[card])),
    };

    private double AgeOf(ArticleCard card) => card.PublishedOrNull is { } published ? (now - published).TotalDays : double.PositiveInfinity;

    private bool IsConcerned(Rule rule, int page) => _articles[page].IsVisibleAt(_now) && rule.Scope switch
    {
        RuleScope.Site => true,
        RuleScope.Section => _articles.Labels[page].Section == _articles.ScopeOf(rule),
        RuleScope.Tag => _articles.Labels.TagsOf(page).Contains(_articles.ScopeOf(rule)),
        _ => page == _articles.ScopeOf(rule),
    };

    private IEnumerable<int> Pages(Rule rule) => rule.Scope == RuleScope.Article
        ? [_articles.ScopeOf(rule)]
        : _articles.Newest.ToArray().Where(page => IsConcerned(rule, page)).Take(SampledPages);

    private bool Any(Func<int, bool> card) => _articles.Newest.ToArray().Any(found => _articles[found].IsVisibleAt(_now) && card(found));
}
