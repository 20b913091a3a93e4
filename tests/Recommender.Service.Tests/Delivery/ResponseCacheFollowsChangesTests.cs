using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;
using Recommender.Service.Delivery.Served;
using Recommender.Service.Related;
using Recommender.Service.Tests.Blocks;
using Recommender.Service.Tests.Delivery.Edge;
using Recommender.Service.Tests.Rules;
using static Recommender.Service.Tests.TestArticles;
using Answer = Recommender.Service.Delivery.CachedResponse;

namespace Recommender.Service.Tests.Delivery;

/// <summary>Cached answers are dropped if they may be outdated, and only then.</summary>
public sealed class ResponseCacheFollowsChangesTests
{
    private readonly ResponseCache _answers = new(
        Options.Create(new ServingOptions()), EdgeCacheTests.CachingWith([]), new ServedBlocks(),
        new FakeTimeProvider(Now), new ResponseCounts(), NullLogger<ResponseCache>.Instance);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Answers_match_a_new_start_after_each_of_many_changes(int seed)
    {
        var (site, random) = (new ChangingSite(seed, 30), new Random(seed));
        var options =
            new BlockOptions { MaxPerStory = seed == 1 ? 3 : 1, MinimumScore = seed == 3 ? 0.8 : 0, MaxPerSection = seed == 4 ? 2 : 0 };
        var (asked, wrong) = (0, new List<string>());
        for (var step = 0; step < 250; step++)
        {
            site.Change();
            var fresh = site.Fresh();
            for (var i = 0; i < 60; i++)
            {
                var query = Query(random, site.Count);
                var (cached, made) =
                    (await TextAsync(site.Served, query, options, cached: true), await TextAsync(fresh, query, options, cached: false));
                asked++;
                if (cached != made)
                {
                    wrong.Add($"step {step}, {query}, after {site.Last}\n{cached}\n{made}");
                }
            }
        }

        Assert.True(wrong.Count == 0, wrong.FirstOrDefault());
        // Most answers stay cached through changes: a test without cached answers would prove nothing.
        Assert.InRange(_answers.Made, 1, asked * 9 / 10);
    }

    [Fact]
    public async Task A_change_expires_only_the_answers_it_affects()
    {
        var articles = Enumerable.Range(0, 8).Select(i => Of($"a{i}", i + 1, i < 4 ? "News" : "Sport")).ToArray();
        var sites = new SiteSnapshots();
        sites.Swap("default", _ => TestSnapshots.Of(articles).WithLists(new()
        {
            ["a0"] = [("a1", .9f), ("a2", .8f)], ["a1"] = [("a0", .9f)],
            ["a2"] = [("a3", .9f)], ["a4"] = [("a5", .9f)], ["a5"] = [("a4", .9f), ("a1", .5f)],
        }, [], []));
        await AskAllAsync();

        Assert.Equal("0 1 5", await MadeAfter(now => now.WithCards(2, [ArticleCard.Of(articles[1] with { Title = "New" }, 2)])));
        Assert.Equal("2 3", await MadeAfter(now => now.WithCards(3, [ArticleCard.Of(articles[3] with { Withdrawn = Now }, 3)])));
        Assert.Equal("", await MadeAfter(now => now.WithCards(4, [ArticleCard.Of(Of("a8"), 4)])));
        Assert.Equal("6", await MadeAfter(now => now.WithRules(TestRules.Pin("a2", 1).Under("a6"))));
        Assert.Equal("0 2 6", await MadeAfter(now => now.WithCards(5, [ArticleCard.Of(articles[2] with { Title = "New" }, 5)])));
        Assert.Equal("4 5 6 7", await MadeAfter(now => now.WithRules(
            now.Rules with { Revision = 2, Rules = [.. now.Rules.Rules, TestRules.Exclude("a1").InSection("sport") with { Id = "9" }] })));
        Assert.Equal("0 1 2 3 4 5 6 7", await MadeAfter(now => now.WithModel("v2", now.Model! with { Version = "v2" }, null)));

        async Task<string> MadeAfter(Func<SiteSnapshot, SiteSnapshot> change)
        {
            sites.Swap("default", now => change(now!));
            return await AskAllAsync();
        }

        async Task<string> AskAllAsync()
        {
            var made = new List<int>();
            for (var i = 0; i < 8; i++)
            {
                var before = _answers.Made;
                await TextAsync(sites.Find("default")!, $"?id=a{i}", new BlockOptions(), cached: true);
                made.AddRange(_answers.Made > before ? [i] : []);
            }

            return string.Join(' ', made);
        }
    }

    [Fact]
    public async Task A_filled_block_expires_when_its_fallback_articles_change()
    {
        Article[] articles = [Of("page", 9, "News"), Of("news", 3, "News"), Of("sport", 2, "Sport"), Of("culture", 1, "Culture")];
        var sites = new SiteSnapshots();
        sites.Swap("default", _ => TestSnapshots.Of(articles).WithList("page", [("sport", .9f)]));
        string[] queries = ["?id=page&limit=1&fallback=true",
            "?id=page&limit=2&fallback=true", "?id=page&limit=3&fallback=true", "?id=nobody&fallback=true"];
        await AskAllAsync();

        Assert.Equal("2 3", await MadeAfter(articles[3] with { Title = "New" }));
        Assert.Equal("1 2 3", await MadeAfter(Of("more", 0, "News")));
        Assert.Equal("0 1 2 3", await MadeAfter(articles[2] with { Title = "New" }));

        async Task<string> MadeAfter(Article changed)
        {
            sites.Swap("default", now => now!.WithCards(now.Revision + 1, [ArticleCard.Of(changed, now.Revision + 1)]));
            return await AskAllAsync();
        }

        async Task<string> AskAllAsync()
        {
            var made = new List<int>();
            for (var i = 0; i < queries.Length; i++)
            {
                var before = _answers.Made;
                await TextAsync(sites.Find("default")!, queries[i], new BlockOptions(), cached: true);
                made.AddRange(_answers.Made > before ? [i] : []);
            }

            return string.Join(' ', made);
        }
    }

    [Fact]
    public async Task An_outdated_block_is_served_and_marked_stale_if_building_fails()
    {
        Article[] articles = [Of("page"), Of("a"), Of("b")];
        var sites = new SiteSnapshots();
        sites.Swap("default", _ => TestSnapshots.Of(articles).WithList("page", [("a", .9f), ("b", .8f)]));
        var request = new BlockRequest { Article = 0, Limit = 5 };
        var right = await AskAsync(broken: false);
        Assert.False(right.IsStale);

        Change(articles[1] with { Title = "New" });
        var stale = await AskAsync(broken: true);

        Assert.True(stale.IsStale);
        Assert.Equal(right.Plain.Body, stale.Plain.Body);
        Assert.NotEqual(right.Plain.Body, (await AskAsync(broken: false)).Plain.Body);
        // A withdrawn article is not shown even then.
        Change(articles[2] with { Withdrawn = Now });
        await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(broken: true));

        void Change(Article changed) =>
            sites.Swap("default", now => now!.WithCards(now.Revision + 1, [ArticleCard.Of(changed, now.Revision + 1)]));

        async Task<Answer> AskAsync(bool broken)
        {
            var snapshot = sites.Find("default")!;
            return await _answers.Of(snapshot, BlockKinds.Related, "?q", request, "", new BlockOptions(), Now, async () =>
            {
                await Task.CompletedTask;
                var block = broken ? throw new InvalidOperationException("broken")
                    : new BlockBuilder(snapshot, request, new BlockOptions(), Now).Build();
                return (new CachedResponse(ItemFields.All.Write(RelatedResponse.Of(snapshot, 0, block)), "application/json"), block);
            });
        }
    }

    // All paths of a request: cached by its exact words, cached by its meaning, or newly built.
    private async Task<string> TextAsync(SiteSnapshot snapshot, string query, BlockOptions options, bool cached)
    {
        if (cached && _answers.Find(snapshot, BlockKinds.Related, query) is { } found)
        {
            return Encoding.UTF8.GetString(found.Plain.Body);
        }

        var values = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        var request = new RelatedParameters(VisibleArticles.ToReaders(snapshot.Articles, Now), options).Read(new RelatedQuery
        {
            Url = Of("url"), Id = Of("id"), Limit = Of("limit"),
            Exclude = Of("exclude"), Section = Of("section"), Fallback = Of("fallback"),
        });
        if (cached)
        {
            return Encoding.UTF8.GetString(
                (await RelatedEndpoints.AnswerAsync(_answers, snapshot, query, request, ItemFields.All, options, Now)).Plain.Body);
        }

        var block = new BlockBuilder(snapshot, request, options, Now).Build();
        return Encoding.UTF8.GetString(ItemFields.All.Write(RelatedResponse.Of(snapshot, request.Article, block)));

        string[]? Of(string name) => values.TryGetValue(name, out var given) ? [.. given.OfType<string>()] : null;
    }

    private static string Query(Random random, int articles)
    {
        var page = $"a{random.Next(articles + 1)}";
        return (random.Next(2) == 0 ? $"?id={page}" : $"?url=https://example.org/{page}")
            + random.Next(6) switch
            {
                0 => "&fallback=true",
                1 => $"&fallback=true&limit={random.Next(8, 30)}",
                2 => $"&exclude=a{random.Next(4)}&fallback=true&limit=12",
                3 => "&section=News&fallback=true",
                4 => "&limit=3",
                _ => "",
            };
    }
}
