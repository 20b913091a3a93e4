using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>Makes what serving looks into of the rules of each scope. A rule whose subject the site does not know has no part in it.</summary>
/// <param name="articles">The site's articles.</param>
/// <param name="moved">Told of all that excludes and boosts move; null: nobody is.</param>
internal sealed class ScopeCompiler(ArticleIndex articles, MovedCards? moved)
{
    /// <param name="rules">Rules of one kind of scope, each with the number of what it is for.</param>
    public Dictionary<int, ScopeRules> CompileAll(List<(int Target, Rule Rule)> rules)
    {
        var compiled = new Dictionary<int, ScopeRules>(rules.Count);
        // By numbers first, which is many times faster than comparing rules; nearly all scopes have one rule, which needs no order.
        var (targets, sorted) = (rules.ConvertAll(static rule => rule.Target).ToArray(), rules.ConvertAll(static rule => rule.Rule).ToArray());
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
        var parts = new Parts();
        foreach (var rule in rules)
        {
            switch (rule.Kind)
            {
                case RuleKind.NoBlock:
                    (parts.NoBlocks ??= []).Add(rule);
                    break;
                case RuleKind.Lock:
                    (parts.Locks ??= []).Add(new LockRule(rule, [.. rule.Items.Select(articles.CardOf).Where(card => card >= 0)]));
                    break;
                case RuleKind.Pin when rule is { Subject: RuleSubject.Article, Slot: >= 1 and var slot } && articles.SubjectOf(rule) is >= 0 and var card:
                    (parts.Pins ??= []).Add(new PinRule(rule, card, slot));
                    break;
                case RuleKind.Present when rule.Subject is null:
                    (parts.Presentations ??= []).Add(rule);
                    break;
                case RuleKind.Present when rule.Subject == RuleSubject.Article && articles.SubjectOf(rule) is >= 0 and var card:
                    (parts.Picks ??= []).Add((card, rule));
                    break;
                case RuleKind.Exclude:
                case RuleKind.Boost when rule.Factor is >= 0 and <= 10:
                    AddMove(parts, rule);
                    break;
            }
        }

        return parts.ToRules();
    }

    private void AddMove(Parts parts, Rule rule)
    {
        if (RuleTargets.DaysOf(rule) is { } days)
        {
            (parts.Ages ??= []).Add(new AgeRule(rule, days));
        }
        else if (rule.Subject is { } subject && articles.SubjectOf(rule) is >= 0 and var target)
        {
            moved?.Add(subject, target);
            parts.Moves(subject).Add((target, rule));
        }
    }

    // Lists are made when there is something to put in: nearly all of thousands of scopes hold one rule.
    private sealed class Parts
    {
        public List<Rule>? NoBlocks;
        public List<LockRule>? Locks;
        public List<PinRule>? Pins;
        public List<AgeRule>? Ages;
        public List<Rule>? Presentations;
        public List<(int, Rule)>? Picks;
        private List<(int, Rule)>? _cards;
        private List<(int, Rule)>? _sections;
        private List<(int, Rule)>? _authors;
        private List<(int, Rule)>? _tags;

        public List<(int, Rule)> Moves(RuleSubject subject) => subject switch
        {
            RuleSubject.Article => _cards ??= [],
            RuleSubject.Section => _sections ??= [],
            RuleSubject.Author => _authors ??= [],
            _ => _tags ??= [],
        };

        public ScopeRules ToRules() => new()
        {
            NoBlocks = NoBlocks ?? [], Locks = Locks ?? [], Pins = Pins ?? [], Ages = Ages ?? [], Presentations = Presentations ?? [],
            Cards = Table(_cards), Sections = Table(_sections), Authors = Table(_authors), Tags = Table(_tags), Picks = Table(Picks),
        };

        private static RuleTable? Table(List<(int, Rule)>? entries) => entries is null ? null : RuleTable.Of(entries);
    }
}
