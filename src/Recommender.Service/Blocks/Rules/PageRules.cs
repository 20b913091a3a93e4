using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>The rules in force that concern one page's block.</summary>
/// <param name="scopes">The scopes that the page is in and that have rules, narrowest first.</param>
/// <param name="site">The last of them where it is that of the whole site; null where it has no rules.</param>
/// <param name="labels">Sections, authors and tags of the site's articles.</param>
/// <param name="moved">What excludes and boosts move anywhere.</param>
/// <param name="without">A rule to be looked away from; null: none.</param>
internal sealed class PageRules(ScopeRules[] scopes, ScopeRules? site, ArticleLabels? labels, MovedCards moved, Rule? without)
{
    public static readonly PageRules None = new([], null, null, new MovedCards(), null);

    // Of each kind the tables of the scopes that are narrower than the site.
    private readonly RuleTable[] _cards = Tables(scopes, site, static scope => scope.Cards);
    private readonly RuleTable[] _sections = Tables(scopes, site, static scope => scope.Sections);
    private readonly RuleTable[] _authors = Tables(scopes, site, static scope => scope.Authors);
    private readonly RuleTable[] _tags = Tables(scopes, site, static scope => scope.Tags);
    private readonly AgeRule[] _ages = Ages(scopes);

    public bool IsEmpty => scopes.Length == 0;

    /// <summary>Whether any rule looks at ages; where none does, any age will do.</summary>
    public bool LooksAtAges => _ages.Length > 0;

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

    /// <summary>Whether the excludes let an article in, and what the boosts make of it.</summary>
    /// <param name="card">The article.</param>
    /// <param name="age">Its age in days; infinite where undated.</param>
    /// <param name="factor">The product of all factors; only where it is let in.</param>
    public bool Admits(int card, double age, out double factor)
    {
        var weigher = new Weigher();
        if (without is not null)
        {
            Visit(card, age, ref weigher);
            factor = weigher.Factor;
            return weigher.Excluding is null;
        }

        var (by, bySite) = (moved[card], 1.0);
        if (by != Moves.None)
        {
            if ((by & Moves.OutOfSite) != Moves.None)
            {
                factor = 0;
                return false;
            }

            bySite = (by & Moves.BySite) == Moves.None ? 1 : moved.SiteFactor(card);
            VisitNarrow(card, by, ref weigher);
        }

        VisitAges(age, ref weigher);
        factor = bySite * weigher.Factor;
        return weigher.Excluding is null;
    }

    /// <summary>The rule that keeps an article out, one of the narrowest scope; null where none does.</summary>
    /// <param name="card">The article.</param>
    /// <param name="age">Its age in days; infinite where undated.</param>
    public Rule? ExcludedBy(int card, double age)
    {
        var weigher = new Weigher();
        Visit(card, age, ref weigher);
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
        VisitNarrow(card, moved[card], ref visitor);
        if (site is not null)
        {
            Visit(site.Cards, card, ref visitor);
            Visit(site.Sections, labels![card].Section, ref visitor);
            Visit(site.Authors, labels[card].Author, ref visitor);
            foreach (var tag in labels.TagsOf(card))
            {
                Visit(site.Tags, tag, ref visitor);
            }
        }

        VisitAges(age, ref visitor);
    }

    private void VisitAges<TVisitor>(double age, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        foreach (var rule in _ages)
        {
            if (rule.Moves(age) && !ReferenceEquals(rule.Rule, without))
            {
                visitor.Visit(TableEntry.Of(rule.Rule));
            }
        }
    }

    private void VisitNarrow<TVisitor>(int card, Moves by, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        if (_cards.Length > 0 && (by & Moves.ByCard) != Moves.None)
        {
            Visit(_cards, card, ref visitor);
        }

        if (_sections.Length > 0 && (by & Moves.BySection) != Moves.None)
        {
            Visit(_sections, labels![card].Section, ref visitor);
        }

        if (_authors.Length > 0 && (by & Moves.ByAuthor) != Moves.None)
        {
            Visit(_authors, labels![card].Author, ref visitor);
        }

        if (_tags.Length > 0 && (by & Moves.ByTag) != Moves.None)
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
            Visit(table, target, ref visitor);
        }
    }

    private void Visit<TVisitor>(RuleTable? table, int target, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        foreach (ref readonly var entry in table is null ? default : table[target])
        {
            if (!ReferenceEquals(entry.Rule, without))
            {
                visitor.Visit(entry);
            }
        }
    }

    private static RuleTable[] Tables(ScopeRules[] scopes, ScopeRules? site, Func<ScopeRules, RuleTable?> table)
    {
        List<RuleTable>? tables = null;
        foreach (var scope in scopes)
        {
            if (!ReferenceEquals(scope, site) && table(scope) is { } found)
            {
                (tables ??= new(1)).Add(found);
            }
        }

        return tables?.ToArray() ?? [];
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
