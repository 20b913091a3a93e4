using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;
using Recommender.Service.Delivery;
using Recommender.Service.Delivery.Edge;
using Recommender.Service.Delivery.Served;
using Recommender.Service.Related;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Delivery.Edge;

/// <summary>
/// A cache that keeps every answer until one of its keys is purged never contains an outdated answer, whatever changes the site has.
/// </summary>
public sealed class EdgeCacheTests
{
    private static readonly string[] Queries =
    [
        .. from page in Enumerable.Range(0, 36)
        from rest in new[] { "", "&fallback=true",
            "&fallback=true&limit=20", "&exclude=a2&fallback=true&limit=12", "&section=News&fallback=true" }
        from way in new[] { "?id=a", "?url=https://example.org/a" }
        select $"{way}{page}{rest}",
    ];

    private readonly ResponseCache _answers = new(
        Options.Create(new ServingOptions()),
        CachingWith(new() { ["Recommender:Purge:Kind"] = "varnish", ["Recommender:Purge:Url"] = "http://cache/" }),
        new ServedBlocks(), new FakeTimeProvider(Now), new ResponseCounts(), NullLogger<ResponseCache>.Instance);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Cached_answers_match_a_new_start_after_each_of_many_changes(int seed)
    {
        var (site, random) = (new ChangingSite(seed, 30), new Random(seed));
        var options = new BlockOptions();
        var edge = new Dictionary<string, (string Text, string[] Keys)>();
        site.Snapshots.Changed += (before, now, touched) =>
        {
            var purged = SurrogateKeys.Of(before, now, touched).ToHashSet();
            foreach (var (query, cached) in edge)
            {
                if (cached.Keys.Any(purged.Contains))
                {
                    edge.Remove(query);
                }
            }
        };
        var (hits, asked) = (0, 0);
        for (var step = 0; step < 200; step++)
        {
            site.Change();
            var fresh = site.Fresh();
            for (var i = 0; i < 60; i++)
            {
                var query = Queries[random.Next(Queries.Length)];
                asked++;
                if (!edge.TryGetValue(query, out var cached))
                {
                    var answer = await AskAsync(site.Served, query, options);
                    cached = edge[query] = (Encoding.UTF8.GetString(answer.Plain.Body), answer.Edge!.Keys.Split(' '));
                }
                else
                {
                    hits++;
                }

                Assert.Equal($"{query}: {Fresh(fresh, query, options)}", $"{query}: {cached.Text}");
            }
        }

        Assert.InRange(hits, asked / 20, asked);
    }

    internal static EdgeCaching CachingWith(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new EdgeCaching(
            new SiteSettings<PurgeOptions>(configuration, PurgeOptions.Section),
            new SiteSettings<OriginOptions>(configuration, common: null));
    }

    private async Task<CachedResponse> AskAsync(SiteSnapshot snapshot, string query, BlockOptions options) =>
        await RelatedEndpoints.AnswerAsync(_answers, snapshot, null, Read(snapshot, query, options), ItemFields.All, options, Now);

    private static string Fresh(SiteSnapshot snapshot, string query, BlockOptions options)
    {
        var request = Read(snapshot, query, options);
        var block = new BlockBuilder(snapshot, request, options, Now).Build();
        return Encoding.UTF8.GetString(ItemFields.All.Write(RelatedResponse.Of(snapshot, request.Article, block)));
    }

    private static BlockRequest Read(SiteSnapshot snapshot, string query, BlockOptions options)
    {
        var values = QueryHelpers.ParseQuery(query);
        return new RelatedParameters(VisibleArticles.ToReaders(snapshot.Articles, Now), options).Read(new RelatedQuery
        {
            Url = Of("url"), Id = Of("id"), Limit = Of("limit"),
            Exclude = Of("exclude"), Section = Of("section"), Fallback = Of("fallback"),
        });

        string[]? Of(string name) => values.TryGetValue(name, out var given) ? [.. given.OfType<string>()] : null;
    }
}
