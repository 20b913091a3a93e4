using Recommender.Service.Related;

namespace Recommender.Service.Rules.Applying;

/// <summary>The rules in force that concern one page's block.</summary>
/// <param name="scopes">The scopes that the page is in and that have rules, narrowest first.</param>
/// <param name="labels">Sections, authors and tags of the site's articles.</param>
/// <param name="moved">What excludes and boosts move anywhere.</param>
/// <param name="without">A rule to be looked away from; null: none.</param>
internal sealed class PageRules(IReadOnlyList<ScopeRules> scopes, ArticleLabels? labels, MovedTargets moved, Rule? without)
{
    public static readonly PageRules None = new([], null, new MovedTargets(), null);

    private readonly bool _movesLabels = moved.HasLabels
        && scopes.Any(static scope => scope.Sections is not null || scope.Authors is not null || scope.Tags is not null);

    private readonly bool _movesAges = scopes.Any(static scope => scope.Ages.Count > 0);

    public bool IsEmpty => scopes.Count == 0;

    /// <summary>Whether any pick is shown otherwise than its article says.</summary>
    public bool PresentsPicks => scopes.Any(static scope => scope.Picks is not null);

    /// <summary>The rule by which the page has no block; null where it may have one.</summary>
    public Rule? NoBlock()
    {
        Rule? first = null;
        foreach (var scope in scopes)
        {
            foreach (var rule in scope.NoBlocks)
            {
                first = rule != without && (first is null || RulePrecedence.Order.Compare(rule, first) < 0) ? rule : first;
            }
        }

        return first;
    }

    /// <summary>The lock that holds; null where the block is not locked.</summary>
    public LockRule? Lock()
    {
        LockRule? first = null;
        foreach (var scope in scopes)
        {
            foreach (var found in scope.Locks)
            {
                first = found.Rule != without && (first is null || RulePrecedence.Order.Compare(found.Rule, first.Rule) < 0) ? found : first;
            }
        }

        return first;
    }

    /// <summary>The pins into the first <paramref name="limit"/> places, in the order of precedence.</summary>
    public List<PinRule> Pins(int limit)
    {
        var pins = new List<PinRule>();
        foreach (var scope in scopes)
        {
            foreach (var pin in scope.Pins)
            {
                if (pin.Slot <= limit && pin.Rule != without)
                {
                    pins.Add(pin);
                }
            }
        }

        pins.Sort(static (a, b) => RulePrecedence.Order.Compare(a.Rule, b.Rule));
        return pins;
    }

    /// <summary>What the excludes and boosts make of an article.</summary>
    /// <param name="card">The article.</param>
    /// <param name="age">Its age in days; infinite where undated.</param>
    /// <param name="factor">The product of all factors.</param>
    /// <returns>A rule that excludes it; null where none does.</returns>
    public Rule? ExcludedBy(int card, double age, out double factor)
    {
        factor = 1;
        if (!MayMove(card))
        {
            return null;
        }

        var weigher = new Weigher();
        Visit(card, age, ref weigher);
        factor = weigher.Factor;
        return weigher.Excluding;
    }

    /// <summary>The boosts that move an article, narrowest first.</summary>
    public IEnumerable<Rule> BoostsOf(int card, double age)
    {
        var collector = new Collector([]);
        Visit(card, age, ref collector);
        return collector.Rules.Where(static rule => rule.Kind == RuleKind.Boost);
    }

    /// <summary>The rules that say how a pick is shown, in the order of precedence.</summary>
    public IReadOnlyList<Rule> PresentationsOf(int card)
    {
        List<Rule>? rules = null;
        foreach (var scope in scopes)
        {
            foreach (var rule in scope.Picks is { } picks ? picks[card] : default)
            {
                if (rule != without)
                {
                    (rules ??= []).Add(rule);
                }
            }
        }

        rules?.Sort(RulePrecedence.Order);
        return rules ?? (IReadOnlyList<Rule>)[];
    }

    /// <summary>The rules that say how the block is shown, in the order of precedence.</summary>
    public IReadOnlyList<Rule> Presentations()
    {
        List<Rule>? rules = null;
        foreach (var scope in scopes)
        {
            if (scope.Presentations.Count > 0)
            {
                (rules ??= []).AddRange(scope.Presentations);
            }
        }

        rules?.Sort(RulePrecedence.Order);
        return rules ?? (IReadOnlyList<Rule>)[];
    }

    private bool MayMove(int card)
    {
        if (_movesAges || moved.HasCard(card))
        {
            return true;
        }

        if (!_movesLabels)
        {
            return false;
        }

        if (moved.HasSection(labels!.SectionOf(card)) || moved.HasAuthor(labels.AuthorOf(card)))
        {
            return true;
        }

        foreach (var tag in labels.TagsOf(card))
        {
            if (moved.HasTag(tag))
            {
                return true;
            }
        }

        return false;
    }

    private void Visit<TVisitor>(int card, double age, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        foreach (var scope in scopes)
        {
            Visit(scope.Cards, card, ref visitor);
            Visit(scope.Sections, scope.Sections is null ? -1 : labels!.SectionOf(card), ref visitor);
            Visit(scope.Authors, scope.Authors is null ? -1 : labels!.AuthorOf(card), ref visitor);
            if (scope.Tags is not null)
            {
                foreach (var tag in labels!.TagsOf(card))
                {
                    Visit(scope.Tags, tag, ref visitor);
                }
            }

            foreach (var rule in scope.Ages)
            {
                if (rule.Moves(age) && rule.Rule != without)
                {
                    visitor.Visit(rule.Rule);
                }
            }
        }
    }

    private void Visit<TVisitor>(RuleTable? table, int target, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        if (table is null || target < 0)
        {
            return;
        }

        foreach (var rule in table[target])
        {
            if (rule != without)
            {
                visitor.Visit(rule);
            }
        }
    }

    // As structs, so that a page view neither calls through a table nor allocates.
    private interface IMoveVisitor
    {
        void Visit(Rule rule);
    }

    private struct Weigher() : IMoveVisitor
    {
        public double Factor = 1;
        public Rule? Excluding;

        public void Visit(Rule rule)
        {
            if (rule.Kind == RuleKind.Exclude)
            {
                Excluding ??= rule;
            }
            else
            {
                Factor *= rule.Factor!.Value;
            }
        }
    }

    private readonly struct Collector(List<Rule> rules) : IMoveVisitor
    {
        public List<Rule> Rules => rules;

        public void Visit(Rule rule) => rules.Add(rule);
    }
}
