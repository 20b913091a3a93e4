using Recommender.Service.Related;

namespace Recommender.Service.Rules.Applying;

/// <summary>The rules in force that concern one page's block.</summary>
/// <param name="scopes">The scopes that the page is in and that have rules, narrowest first.</param>
/// <param name="labels">Sections, authors and tags of the site's articles.</param>
/// <param name="moved">What excludes and boosts move anywhere.</param>
/// <param name="without">A rule to be looked away from; null: none.</param>
internal sealed class PageRules(ScopeRules[] scopes, ArticleLabels? labels, MovedCards moved, Rule? without)
{
    public static readonly PageRules None = new([], null, new MovedCards(), null);

    // Of each kind the tables that there are: most scopes have one of one kind.
    private readonly RuleTable[] _cards = Tables(scopes, static scope => scope.Cards);
    private readonly RuleTable[] _sections = Tables(scopes, static scope => scope.Sections);
    private readonly RuleTable[] _authors = Tables(scopes, static scope => scope.Authors);
    private readonly RuleTable[] _tags = Tables(scopes, static scope => scope.Tags);
    private readonly AgeRule[] _ages = Ages(scopes);

    public bool IsEmpty => scopes.Length == 0;

    /// <summary>Whether any pick is shown otherwise than its article says.</summary>
    public bool PresentsPicks => Array.Exists(scopes, static scope => scope.Picks is not null);

    /// <summary>The rule by which the page has no block; null where it may have one.</summary>
    public Rule? NoBlock()
    {
        Rule? first = null;
        foreach (var scope in scopes)
        {
            foreach (var rule in scope.NoBlocks)
            {
                first = !ReferenceEquals(rule, without) && (first is null || RulePrecedence.Order.Compare(rule, first) < 0) ? rule : first;
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
                first = !ReferenceEquals(found.Rule, without) && (first is null || RulePrecedence.Order.Compare(found.Rule, first.Rule) < 0) ? found : first;
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
                if (pin.Slot <= limit && !ReferenceEquals(pin.Rule, without))
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
        var weigher = new Weigher();
        Visit(card, age, ref weigher);
        factor = weigher.Factor;
        return weigher.Excluding;
    }

    /// <summary>The boosts that move an article.</summary>
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
            foreach (ref readonly var entry in scope.Picks is { } picks ? picks[card] : default)
            {
                if (!ReferenceEquals(entry.Rule, without))
                {
                    (rules ??= []).Add(entry.Rule);
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

    private void Visit<TVisitor>(int card, double age, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        var by = moved[card];
        if (by != Moves.None)
        {
            Visit(card, by, ref visitor);
        }

        foreach (var rule in _ages)
        {
            if (rule.Moves(age) && !ReferenceEquals(rule.Rule, without))
            {
                visitor.Visit(TableEntry.Of(rule.Rule));
            }
        }
    }

    private void Visit<TVisitor>(int card, Moves by, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        if (_cards.Length > 0 && by.HasFlag(Moves.ByCard))
        {
            Visit(_cards, card, ref visitor);
        }

        if (_sections.Length > 0 && by.HasFlag(Moves.BySection))
        {
            Visit(_sections, labels![card].Section, ref visitor);
        }

        if (_authors.Length > 0 && by.HasFlag(Moves.ByAuthor))
        {
            Visit(_authors, labels![card].Author, ref visitor);
        }

        if (_tags.Length > 0 && by.HasFlag(Moves.ByTag))
        {
            foreach (var tag in labels!.TagsOf(card))
            {
                Visit(_tags, tag, ref visitor);
            }
        }
    }

    private void Visit<TVisitor>(RuleTable[] tables, int target, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        foreach (var table in tables)
        {
            foreach (ref readonly var entry in table[target])
            {
                if (!ReferenceEquals(entry.Rule, without))
                {
                    visitor.Visit(entry);
                }
            }
        }
    }

    private static RuleTable[] Tables(ScopeRules[] scopes, Func<ScopeRules, RuleTable?> table)
    {
        var count = 0;
        foreach (var scope in scopes)
        {
            count += table(scope) is null ? 0 : 1;
        }

        if (count == 0)
        {
            return [];
        }

        var tables = new RuleTable[count];
        foreach (var scope in scopes)
        {
            if (table(scope) is { } found)
            {
                tables[^count--] = found;
            }
        }

        return tables;
    }

    private static AgeRule[] Ages(ScopeRules[] scopes) =>
        Array.Exists(scopes, static scope => scope.Ages.Count > 0) ? [.. scopes.SelectMany(static scope => scope.Ages)] : [];

    // As structs, so that a page view neither calls through a table nor allocates.
    private interface IMoveVisitor
    {
        void Visit(in TableEntry entry);
    }

    private struct Weigher() : IMoveVisitor
    {
        public double Factor = 1;
        public Rule? Excluding;

        public void Visit(in TableEntry entry)
        {
            if (entry.Excludes)
            {
                Excluding ??= entry.Rule;
            }
            else
            {
                Factor *= entry.Factor;
            }
        }
    }

    private readonly struct Collector(List<Rule> rules) : IMoveVisitor
    {
        public List<Rule> Rules => rules;

        public void Visit(in TableEntry entry) => rules.Add(entry.Rule);
    }
}
