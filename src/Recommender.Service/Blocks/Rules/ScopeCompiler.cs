using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>Compiles the rules of each scope for serving. A rule whose target the site does not have is left out.</summary>
/// <param name="articles">The site's articles.</param>
/// <param name="moved">Receives everything that excludes and boosts move; may be null.</param>
internal sealed class ScopeCompiler(ArticleIndex articles, MovedCards? moved)
{
    /// <param name="rules">Rules of one kind of scope, each with the number of its scope.</param>
    public Dictionary<int, ScopeRules> CompileAll(List<(int Target, Rule Rule)> rules)
    {
        var compiled = new Dictionary<int, ScopeRules>(rules.Count);
        // By numbers first, which is many times faster than comparing rules; nearly all scopes have one rule, which needs no order.
        var targets = rules.ConvertAll(static rule => rule.Target).ToArray();
        var sorted = rules.ConvertAll(static rule => rule.Rule).ToArray();
        Array.Sort(targets, sorted);
        for (var (from, to) = (0, 0); from < targets.Length; from = to)
        {
            while (to < targets.Length && targets[to] == targets[from])
            {
                to++;
            }

            var ofScope = sorted.AsSpan(from, to - from);
            ofScope.Sort(RulePrecedence.Order);
            compiled.Add(targets[from], Compile(ofScope));
        }

        return compiled;
    }

    private ScopeRules Compile(ReadOnlySpan<Rule> rules)
    {
        var parts = new Parts(articles, moved);
        foreach (var rule in rules)
        {
            rule.Switch(
                parts,
                pin: static (pin, parts) => parts.Add(pin),
                exclude: static (exclude, parts) => parts.AddMove(TableEntry.Excluding(exclude), exclude.Excluded),
                boost: static (boost, parts) => parts.Add(boost),
                noBlock: static (noBlock, parts) => (parts.NoBlocks ??= []).Add(noBlock),
                locked: static (locked, parts) => parts.Add(locked),
                presentation: static (presentation, parts) => parts.Add(presentation));
        }

        return parts.ToRules();
    }

    // A list is created for its first rule: nearly all of thousands of scopes have one rule.
    private sealed class Parts(ArticleIndex articles, MovedCards? moved)
    {
        public List<NoBlockRule>? NoBlocks;
        private List<CompiledLock>? _locks;
        private List<CompiledPin>? _pins;
        private List<CompiledAge>? _ages;
        private List<PresentationRule>? _presentations;
        private List<(int, TableEntry)>? _picks;
        private List<(int, TableEntry)>? _cards;
        private List<(int, TableEntry)>? _sections;
        private List<(int, TableEntry)>? _authors;
        private List<(int, TableEntry)>? _tags;

        public void Add(PinRule pin)
        {
            if (pin.Slot >= 1 && articles.CardOf(pin.Article) is >= 0 and var card)
            {
                (_pins ??= []).Add(new CompiledPin(pin, card, pin.Slot));
            }
        }

        public void Add(BoostRule boost)
        {
            if (boost.Factor is >= 0 and <= 10)
            {
                AddMove(TableEntry.Weighing(boost, boost.Factor), boost.Boosted);
            }
        }

        public void Add(LockRule locked) =>
            (_locks ??= []).Add(new CompiledLock(locked, [.. locked.Items.Select(articles.CardOf).Where(card => card >= 0)]));

        public void Add(PresentationRule presentation)
        {
            if (presentation.Article is null)
            {
                (_presentations ??= []).Add(presentation);
            }
            else if (articles.CardOf(presentation.Article) is >= 0 and var card)
            {
                (_picks ??= []).Add((card, TableEntry.Presenting(presentation)));
            }
        }

        public void AddMove(TableEntry entry, RuleTarget target)
        {
            if (target.Days() is { } days)
            {
                (_ages ??= []).Add(new CompiledAge(entry, days));
            }
            else if (articles.NumberOf(target) is >= 0 and var number)
            {
                moved?.Add(target.Subject, number);
                Moves(target.Subject).Add((number, entry));
            }
        }

        public ScopeRules ToRules() => new()
        {
            NoBlocks = NoBlocks ?? [], Locks = _locks ?? [], Pins = _pins ?? [], Ages = _ages ?? [], Presentations = _presentations ?? [],
            Cards = Table(_cards), Sections = Table(_sections), Authors = Table(_authors), Tags = Table(_tags), Picks = Table(_picks),
        };

        private List<(int, TableEntry)> Moves(RuleSubject subject) => subject switch
        {
            RuleSubject.Article => _cards ??= [],
            RuleSubject.Section => _sections ??= [],
            RuleSubject.Author => _authors ??= [],
            _ => _tags ??= [],
        };

        private static RuleTable? Table(List<(int, TableEntry)>? entries) => entries is null ? null : RuleTable.Of(entries);
    }
}
