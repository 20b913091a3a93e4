using System.Collections.Immutable;
using System.Globalization;
using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Models;
using Recommender.Service.Rules;

namespace Recommender.Benchmarks.Sites;

/// <summary>
/// A large site in memory, as in serving, with editors' rules: articles in 20 sections with 5,000 tags and 500 authors, each with a list of
/// 50. 90 % of the rules are for one article's block, 1 % for the whole site, the rest for sections and tags. The same numbers give the
/// same site.
/// </summary>
internal static class RuledSite
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private const int Sections = 20;
    private const int TagNames = 5000;
    private const int Authors = 500;
    private const int ListLength = 50;

    /// <summary>The site without rules.</summary>
    public static SiteSnapshot Make(int articles)
    {
        var random = new Random(1);
        var cards = Enumerable.Range(0, articles).Select(i => Card(i, random)).ToArray();
        var lists = Enumerable.Range(0, articles).Select(i => List(i, articles, random)).ToArray();
        var related = new RelatedLists(
            Array.ConvertAll(cards, card => card.Key),
            lists, [.. Enumerable.Range(0, articles)], [.. Enumerable.Repeat(Array.Empty<int>(), articles)]);
        var manifest = new ModelManifest
        {
            Version = "benchmark", Site = "default", Created = Now, Revision = 1, Articles = articles, Settings = new RankingOptions(),
            Figures = new Dictionary<string, double>(),
            SecondsPerStage = new Dictionary<string, double>(), Files = new Dictionary<string, string>(),
        };
        return SiteSnapshot.Of("default", 1, cards).WithModel("benchmark", new ServedModel("benchmark", manifest, related, 0), null);
    }

    /// <summary>Rules for the site, mostly about articles in its lists, because editors react to what they see.</summary>
    public static SiteRules Rules(SiteSnapshot site, int count)
    {
        var random = new Random(2);
        var (ofArticles, ofSite) = (count * 9 / 10, count / 100);
        var rules = ImmutableArray.CreateBuilder<Rule>(count);
        for (var i = 0; i < count; i++)
        {
            var page = random.Next(site.Articles.Count);
            var scope = i < ofArticles ? RuleScope.Article
                : i < ofArticles + ofSite ? RuleScope.Site : i % 3 == 0 ? RuleScope.Section : RuleScope.Tag;
            rules.Add(Of(site, i, scope, page, random) with
            {
                Schedule = random.Next(10) == 0
                    ? new RuleSchedule(Now.AddDays(random.Next(-30, 10)), Now.AddDays(random.Next(11, 40)), [], null, null) : null,
            });
        }

        return new SiteRules(1, rules.ToImmutable());
    }

    /// <summary>A pin to the first slot of one article's block.</summary>
    public static Rule Pin(SiteSnapshot site, string id, int page, int pinned) => New(id, RuleKind.Pin, RuleScope.Article, new RuleContent
    {
        ScopeValue = site.Articles[page].Key, Subject = RuleSubject.Article, SubjectValue = site.Articles[pinned].Key, Slot = 1,
    });

    private static Rule Of(SiteSnapshot site, int number, RuleScope scope, int page, Random random)
    {
        var (card, chance) = (site.Articles[page], random.Next(100));
        // Few pins apply to many pages: they are in all of those blocks, and if they took all slots nothing would be left to measure.
        var pins = scope switch { RuleScope.Article => 40, RuleScope.Site => 1, _ => 2 };
        var kind = chance < pins ? RuleKind.Pin : chance < 60 ? RuleKind.Exclude : chance < 95 ? RuleKind.Boost : RuleKind.Present;
        var listed = site.Articles[site.CardOfDocument[site.Model!.Lists[site.DocumentOf(page)][random.Next(ListLength)].Index]];
        var isOfLabel = scope != RuleScope.Article && kind is RuleKind.Exclude or RuleKind.Boost && random.Next(4) == 0;
        var subject = !isOfLabel ? RuleSubject.Article
            : kind == RuleKind.Exclude ? RuleSubject.Author : (RuleSubject)random.Next(1, 4);
        var content = new RuleContent
        {
            ScopeValue = scope switch
            {
                RuleScope.Article => card.Key, RuleScope.Section => card.Section, RuleScope.Tag => card.Tags[0], _ => null,
            },
            Subject = subject,
            SubjectValue = subject switch
            {
                RuleSubject.Section => listed.Section, RuleSubject.Tag => listed.Tags[0], RuleSubject.Author => listed.Author,
                _ => listed.Key,
            },
        };
        return New(number.ToString(CultureInfo.InvariantCulture), kind, scope, kind switch
        {
            RuleKind.Pin => content with { Slot = random.Next(1, 6) },
            RuleKind.Boost => content with { Factor = random.Next(2) == 0 ? 2 : .5 },
            RuleKind.Present => content with { Label = "Explainer" },
            _ => content,
        });
    }

    private static Rule New(string id, RuleKind kind, RuleScope scope, RuleContent content) => Rule.Of(new RuleDocument(content)
    {
        Id = id, Version = 1, Kind = kind, Scope = scope, CreatedBy = "editor", ChangedBy = "editor", Created = Now.AddDays(-10),
        Changed = Now.AddDays(-10),
    });

    private static ArticleCard Card(int number, Random random)
    {
        var id = $"article-{number}";
        return new ArticleCard(id, $"https://example.org/{id}",
            $"example.org/{id}", $"The title of article {number}", $"What article {number} says in short.", null)
        {
            Key = ArticleKey.Of(id), Section = $"Section {random.Next(Sections)}",
            Author = $"Author {random.Next(Authors)}", Language = "en",
            Tags = [.. Enumerable.Range(0, 3).Select(_ => $"Tag {random.Next(TagNames)}").Distinct()],
            Published = Now.UtcDateTime.AddHours(-random.Next(1, 80_000)), Revision = 1,
        };
    }

    private static RelatedEntry[] List(int of, int articles, Random random)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < Math.Min(ListLength, articles - 1))
        {
            var other = random.Next(articles);
            if (other != of)
            {
                chosen.Add(other);
            }
        }

        return [.. chosen.Select((other, place) => new RelatedEntry(other, .9f - (place * .015f), (ushort)(place + 1)))];
    }
}
