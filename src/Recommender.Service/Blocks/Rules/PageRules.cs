using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>The rules in force that concern one page's block.</summary>
/// <param name="scopes">The scopes that the page is in and that have rules, narrowest first.</param>
/// <param name="site">The last of them if it is the whole site; null if the site has no rules.</param>
/// <param name="labels">Sections, authors and tags of the site's articles.</param>
/// <param name="moved">Everything that excludes and boosts move, in any scope.</param>
/// <param name="without">A rule to ignore; null: none.</param>
internal sealed class PageRules(ScopeRules[] scopes, ScopeRules? site, ArticleLabels? labels, MovedCards moved, Rule? without)
{
    public static readonly PageRules None = new([], null, null, new MovedCards(), null);

    // Of each kind the tables of the scopes that are narrower than the site.
    private readonly RuleTable[] _cards = Tables(scopes, site, static scope => scope.Cards);
    private readonly RuleTable[] _sections = Tables(scopes, site, static scope => scope.Sections);
    private readonly RuleTable[] _authors = Tables(scopes, site, static scope => scope.Authors);
    private readonly RuleTable[] _tags = Tables(scopes, site, static scope => scope.Tags);
    private readonly CompiledAge[] _ages = Ages(scopes);

    public bool IsEmpty => scopes.Length == 0;

    /// <summary>Whether any rule depends on ages; if not, any age may be passed.</summary>
    public bool LooksAtAges => _ages.Length > 0;

    /// <summary>Whether any pick has a presentation of its own.</summary>
    public bool PresentsPicks => Array.Exists(scopes, static scope => scope.Picks is not null);

    /// <summary>The rule that suppresses the page's block; null if there is none.</summary>
    public NoBlockRule? NoBlock()
    {
        NoBlockRule? first = null;
        foreach (var scope in scopes)
        {
            foreach (var rule in scope.NoBlocks)
            {
                first = GoesBefore(rule, first) ? rule : first;
            }
        }

        return first;
    }

    /// <summary>The lock in force; null if the block is not locked.</summary>
    public CompiledLock? Lock()
    {
        CompiledLock? first = null;
        foreach (var scope in scopes)
        {
            foreach (var found in scope.Locks)
            {
                first = GoesBefore(found.Rule, first?.Rule) ? found : first;
            }
        }

        return first;
    }

    /// <summary>The pins into the first <paramref name="limit"/> slots, in the order of precedence.</summary>
    public List<CompiledPin> Pins(int limit)
    {
        var pins = new List<CompiledPin>();
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

    /// <summary>Whether the excludes admit an article, and the factor of its boosts.</summary>
    /// <param name="card">The article.</param>
    /// <param name="age">Its age in days; infinite if undated.</param>
    /// <param name="factor">The product of all factors; meaningful only for an admitted article.</param>
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

    /// <summary>The rule that excludes an article, one of the narrowest scope; null if there is none.</summary>
    /// <param name="card">The article.</param>
    /// <param name="age">Its age in days; infinite if undated.</param>
    public Rule? ExcludedBy(int card, double age)
    {
        var weigher = new Weigher();
        Visit(card, age, ref weigher);
        return weigher.Excluding;
    }

    /// <summary>The rules that change an article's score.</summary>
    public IEnumerable<Rule> BoostsOf(int card, double age)
    {
        var collector = new Collector([]);
        Visit(card, age, ref collector);
        return collector.Rules;
    }

    /// <summary>The presentations of a pick, in the order of precedence.</summary>
    public IReadOnlyList<PresentationRule> PresentationsOf(int card)
    {
        List<PresentationRule>? rules = null;
        foreach (var scope in scopes)
        {
            foreach (ref readonly var entry in scope.Picks is { } picks ? picks[card] : default)
            {
                if (!ReferenceEquals(entry.Rule, without))
                {
                    (rules ??= []).Add((PresentationRule)entry.Rule);
                }
            }
        }

        rules?.Sort(RulePrecedence.Order);
        return rules ?? (IReadOnlyList<PresentationRule>)[];
    }

    /// <summary>The presentations of the block, in the order of precedence.</summary>
    public IReadOnlyList<PresentationRule> Presentations()
    {
        List<PresentationRule>? rules = null;
        foreach (var scope in scopes)
        {
            if (scope.Presentations.Count > 0)
            {
                (rules ??= []).AddRange(scope.Presentations);
            }
        }

        rules?.Sort(RulePrecedence.Order);
        return rules ?? (IReadOnlyList<PresentationRule>)[];
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
            if (rule.Moves(age) && !ReferenceEquals(rule.Entry.Rule, without))
            {
                visitor.Visit(rule.Entry);
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

    private static CompiledAge[] Ages(ScopeRules[] scopes) =>
        Array.Exists(scopes, static scope => scope.Ages.Count > 0) ? [.. scopes.SelectMany(static scope => scope.Ages)] : [];

    private bool GoesBefore(Rule rule, Rule? first) =>
        !ReferenceEquals(rule, without) && (first is null || RulePrecedence.Order.Compare(rule, first) < 0);

    // Structs: a page view makes no virtual calls and does not allocate.
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

        public void Visit(in TableEntry entry)
        {
            if (!entry.Excludes)
            {
                rules.Add(entry.Rule);
            }
        }
    }
}
