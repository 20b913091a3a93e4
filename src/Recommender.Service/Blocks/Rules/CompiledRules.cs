using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>
/// The rules of a site in force in one span of time, found for any page with a few look-ups: names and schedules are evaluated when the
/// rules are compiled; a page view compares numbers. Immutable.
/// </summary>
internal sealed class CompiledRules
{
    private readonly DateTime _since;
    private readonly DateTime _until;
    private readonly TimeZoneInfo _zone;
    private readonly ArticleIndex _articles;
    private readonly Dictionary<int, ScopeRules> _pages;
    private readonly Dictionary<int, ScopeRules> _sections;
    private readonly Dictionary<int, ScopeRules> _tags;
    private readonly ScopeRules? _site;
    private readonly MovedCards _moved = new();

    // Pages with rules of their own or of one of their tags.
    private readonly Bits _own = new();

    // For all other pages, which are most: by the section's number plus one.
    private readonly PageRules?[] _usual;

    /// <param name="rules">What the editors want.</param>
    /// <param name="articles">The site's articles.</param>
    /// <param name="now">UTC.</param>
    /// <param name="zone">The site's time zone.</param>
    public CompiledRules(SiteRules rules, ArticleIndex articles, DateTime now, TimeZoneInfo zone)
    {
        (_articles, _zone, _since, _until) = (articles, zone, DateTime.MinValue, DateTime.MaxValue);
        var byScope = new List<(int Target, Rule Rule)>[(int)RuleScope.Site + 1];
        for (var scope = 0; scope < byScope.Length; scope++)
        {
            byScope[scope] = [];
        }

        foreach (var rule in rules.Rules)
        {
            var span = ScheduleSpan.At(rule.Schedule, now, zone);
            (_since, _until) = (span.Since > _since ? span.Since : _since, span.Until < _until ? span.Until : _until);
            if (span.Holds && !rule.Removed && articles.ScopeOf(rule) is >= 0 and var target)
            {
                byScope[(int)rule.Scope].Add((target, rule));
            }
        }

        var compiler = new ScopeCompiler(articles, _moved);
        _pages = compiler.CompileAll(byScope[(int)RuleScope.Article]);
        _sections = compiler.CompileAll(byScope[(int)RuleScope.Section]);
        _tags = compiler.CompileAll(byScope[(int)RuleScope.Tag]);
        _site = new ScopeCompiler(articles, null).CompileAll(byScope[(int)RuleScope.Site]).GetValueOrDefault(0);
        _moved.Spread(articles, _site);
        NoteOwn();
        _usual = new PageRules?[articles.Labels.Sections + 1];
    }

    /// <summary>The moment (UTC) from which other rules may be in force.</summary>
    public DateTime Until => _until;

    /// <summary>Whether these rules are in force at that moment (UTC).</summary>
    public bool HoldAt(DateTime now, TimeZoneInfo zone) => _since <= now && now < _until && _zone.Equals(zone);

    /// <summary>The rules of one page's block.</summary>
    /// <param name="page">Its card; -1 for an unknown page, which has the whole site's rules.</param>
    /// <param name="without">A rule to ignore, to find out what it does; null: none.</param>
    public PageRules Of(int page, Rule? without = null)
    {
        var section = page < 0 ? -1 : _articles.Labels[page].Section;
        return without is null && !_own.Has(page)
            ? _usual[section + 1] ??= Make(-1, section, null)
            : Make(page, section, without);
    }

    private void NoteOwn()
    {
        var tags = Bits.Of(_tags.Keys);
        foreach (var page in _pages.Keys)
        {
            _own.Add(page);
        }

        for (var page = 0; page < _articles.Count && !tags.IsEmpty; page++)
        {
            if (tags.HasAny(_articles.Labels.TagsOf(page)))
            {
                _own.Add(page);
            }
        }
    }

    private PageRules Make(int page, int section, Rule? without)
    {
        var scopes = new List<ScopeRules>();
        Add(scopes, _pages, page);
        Add(scopes, _sections, section);
        if (page >= 0 && _tags.Count > 0)
        {
            foreach (var tag in _articles.Labels.TagsOf(page))
            {
                Add(scopes, _tags, tag);
            }
        }

        if (_site is not null)
        {
            scopes.Add(_site);
        }

        return scopes.Count == 0 ? PageRules.None : new PageRules([.. scopes], _site, _articles.Labels, _moved, without);
    }

    private static void Add(List<ScopeRules> scopes, Dictionary<int, ScopeRules> all, int target)
    {
        if (all.TryGetValue(target, out var rules) && !scopes.Contains(rules))
        {
            scopes.Add(rules);
        }
    }
}
