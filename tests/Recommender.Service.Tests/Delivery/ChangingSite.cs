using System.Runtime.CompilerServices;
using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;
using Recommender.Service.Tests.Blocks;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery;

/// <summary>A small site to which random changes of every kind are applied, and the same site as loaded by a new start.</summary>
internal sealed class ChangingSite
{
    private static readonly string?[] Sections = ["News", "news", "Sport", "Culture", null];
    private static readonly string[] Tags = ["court", "harbour", "choir"];

    private readonly Random _random;
    private readonly List<Article> _articles = [];
    private readonly List<Rule> _rules = [];
    private List<string> _ids = [];
    private List<RelatedEntry[]> _lists = [];
    private List<int> _groups = [];
    private List<int[]> _links = [];
    private long _revision = 1;

    public ChangingSite(int seed, int articles)
    {
        _random = new Random(seed);
        for (var i = 0; i < articles; i++)
        {
            _articles.Add(New());
        }

        Snapshots.Swap("default", _ => SiteSnapshot.Of("default", 1, [.. _articles.Select(article => ArticleCard.Of(article, 1))]));
        foreach (var article in _articles)
        {
            _ids.Add(article.Key);
            _groups.Add(_groups.Count);
            _links.Add(_random.Next(3) == 0 ? [_random.Next(articles)] : []);
        }

        _lists.AddRange(_ids.Select((_, i) => NewList(i)));
        Snapshots.Swap("default", now => now!.WithModel("v1", Model(), null));
    }

    public SiteSnapshots Snapshots { get; } = new();

    public SiteSnapshot Served => Snapshots.Find("default")!;

    /// <summary>The last change, for the failure message.</summary>
    public string Last { get; private set; } = "";

    public int Count => _articles.Count;

    /// <summary>The site as loaded by a program that starts now.</summary>
    public SiteSnapshot Fresh() =>
        SiteSnapshot.Of("default", _revision, [.. _articles.Select(article => ArticleCard.Of(article, _revision))])
        .WithRules(new SiteRules(_revision, [.. _rules])).WithModel(Served.LiveVersion, Model(), null);

    public void Change()
    {
        _revision++;
        switch (_random.Next(12))
        {
            case < 4: ChangeArticle(); break;
            case 4: AddArticle(); break;
            case < 8: FoldIn(); break;
            case < 11: ChangeRules(); break;
            default: Reload(); break;
        }
    }

    private void ChangeArticle()
    {
        var card = _random.Next(_articles.Count);
        var (old, other) = (_articles[card], _articles[_random.Next(_articles.Count)]);
        _articles[card] = _random.Next(8) switch
        {
            0 => old with { Title = $"Title {_revision}" },
            1 => old with { Section = Sections[_random.Next(Sections.Length)] },
            2 => old with { Withdrawn = old.Withdrawn is null ? Now : null },
            3 => old with { Published = Now.AddMinutes(_random.Next(-20_000, 100)) },
            4 => old with { Url = other.Url },
            5 => old with { Language = _random.Next(3) == 0 ? "de" : "en" },
            6 => old with { Tags = [Tags[_random.Next(Tags.Length)]] },
            _ => old with { Summary = $"Summary {_revision}" },
        };
        Last = $"{_articles[card]} instead of {old}";
        Snapshots.Swap("default", now => now!.WithCards(_revision, [ArticleCard.Of(_articles[card], _revision)]));
    }

    private void AddArticle()
    {
        _articles.Add(New());
        Last = $"new: {_articles[^1]}";
        Snapshots.Swap("default", now => now!.WithCards(_revision, [ArticleCard.Of(_articles[^1], _revision)]));
    }

    // As in the engine: the article gets a new document, which replaces the last entry in the lists of some others.
    private void FoldIn()
    {
        var (card, document) = (_random.Next(_articles.Count), _ids.Count);
        _ids.Add(_articles[card].Key);
        _groups.Add(_random.Next(3) == 0 ? _groups[_random.Next(document)] : document);
        _links.Add([]);
        _lists.Add(NewList(document));
        foreach (var neighbour in Enumerable.Range(0, 3).Select(_ => _random.Next(document)).Distinct())
        {
            var list = _lists[neighbour].ToList();
            list.RemoveAt(list.Count - 1);
            // Often among the first entries, because they determine running stories.
            var at = _random.Next(2) == 0 ? 0 : _random.Next(list.Count);
            list.Insert(at, new RelatedEntry(document, list[at].Score));
            _lists[neighbour] = [.. list];
        }

        Last = $"folded in: {_articles[card].SourceId}";
        Snapshots.Swap("default", now => now!.WithFolded(Model().Lists, []));
    }

    private void ChangeRules()
    {
        if (_rules.Count > 6 || (_rules.Count > 0 && _random.Next(3) == 0))
        {
            Last = $"removed: {_rules[0]}";
            _rules.RemoveAt(0);
        }
        else
        {
            _rules.Add(NewRule());
            Last = $"new: {_rules[^1]}";
        }

        Snapshots.Swap("default", now => now!.WithRules(new SiteRules(_revision, [.. _rules])));
    }

    // The model was unloaded and is loaded again, so documents are folded in in another order.
    private void Reload()
    {
        var order = Enumerable.Range(0, _ids.Count).ToArray();
        var trained = _ids.Count / 2;
        _random.Shuffle(order.AsSpan(trained));
        var moved = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            moved[order[i]] = i;
        }

        _ids = [.. order.Select(i => _ids[i])];
        _lists = [.. order.Select(i => Array.ConvertAll(_lists[i], entry => entry with { Index = moved[entry.Index] }))];
        _groups = [.. order.Select(i => moved[_groups[i]])];
        _links = [.. order.Select(i => Array.ConvertAll(_links[i], target => moved[target]))];
        Last = "reloaded";
        Snapshots.Swap("default", now => now!.WithFolded(Model().Lists, []));
    }

    private Article New() => Of($"a{_articles.Count}",
        _random.Next(30), Sections[_random.Next(Sections.Length)]) with { Tags = [Tags[_random.Next(Tags.Length)]] };

    private Rule NewRule()
    {
        var article = $"a{_random.Next(_articles.Count + 2)}";
        Rule rule = _random.Next(8) switch
        {
            0 or 1 => TestRules.Pin(article, _random.Next(1, 4)),
            2 => TestRules.Exclude(article),
            3 => TestRules.Boost(article, 5),
            4 => TestRules.Boost(RuleSubject.Section, "sport", 3),
            5 => TestRules.Lock(article, $"a{_random.Next(_articles.Count)}"),
            6 => TestRules.Present(article) with { Title = $"Shown {_revision}" },
            _ => TestRules.NoBlock(),
        };
        rule = rule with { Id = $"{_revision}", Created = Now.AddSeconds(_revision) };
        return _random.Next(6) switch
        {
            0 => rule,
            1 => rule.InSection("News"),
            2 => rule.WithTag("court"),
            _ => rule.Under($"a{_random.Next(_articles.Count + 2)}"),
        };
    }

    private RelatedEntry[] NewList(int document) =>
    [
        .. Enumerable.Range(0, 90).Select(_ => _random.Next(_ids.Count)).Where(other => other != document).Distinct()
            .Select((other, i) => new RelatedEntry(other, 1 - (i * 0.01f))),
    ];

    private ServedModel Model() =>
        new("v1", TestSnapshots.Manifest(_ids.Count), NewLists([.. _ids], [.. _lists], [.. _groups], [.. _links]), 0);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern RelatedLists NewLists(string[] ids, RelatedEntry[][] lists, int[] duplicateGroups, int[][] links);
}
