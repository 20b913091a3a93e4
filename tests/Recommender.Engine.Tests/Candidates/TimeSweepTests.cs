using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.GroundTruth;
using Recommender.Engine.Models;
using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class TimeSweepTests
{
    private static readonly Document[] Site = Newsroom.LinkedSite(100);
    private static readonly RankingOptions Options = new();
    private static readonly SiteEncoder Encoder = Newsroom.Encoder(Site);

    [Fact]
    public void Queries_come_in_date_order_and_undated_ones_last()
    {
        Document[] site = [Site[5], Site[2] with { Published = null }, Site[9], Site[7]];
        Assert.Equal([0, 3, 2, 1], Sweep(site).InOrder([1, 2, 3, 0]));
    }

    [Fact]
    public void The_index_never_shows_a_later_document()
    {
        var sweep = Sweep(Site);
        var scratch = new SearchScratch();
        var encoded = sweep.Index.Documents;
        var (related, newest) = (0, 0);
        foreach (var query in sweep.InOrder(Enumerable.Range(0, Site.Length)))
        {
            sweep.Index.Find(new Query(encoded, query, query), scratch);
            Assert.All(scratch.Found, found => Assert.True(encoded.Days[found] <= encoded.Days[query]));
            Assert.DoesNotContain(query, scratch.Found);
            Assert.All(sweep.NewestFirst(query), found => Assert.True(encoded.Days[found] <= encoded.Days[query]));
            (related, newest) = (related + scratch.Found.Count, newest + sweep.NewestFirst(query).Count());
        }

        Assert.InRange(related, Site.Length, int.MaxValue);
        Assert.InRange(newest, Site.Length, int.MaxValue);
    }

    [Fact]
    public void Documents_of_the_same_day_and_undated_ones_are_in_the_index()
    {
        Document[] site =
            [Site[0] with { Published = Site[5].Published!.Value.AddHours(9) }, Site[5], Site[10] with { Published = null }, Site[15]];
        var sweep = Sweep(site);
        foreach (var query in sweep.InOrder([1]))
        {
            Assert.Equal([0, 2], sweep.NewestFirst(query).Order());
        }
    }

    [Theory]
    [InlineData(RankingSystem.NewestFirst)]
    [InlineData(RankingSystem.MostLinked)]
    [InlineData(RankingSystem.TermCosine)]
    [InlineData(RankingSystem.Unlearned)]
    public void Lists_as_of_a_date_do_not_depend_on_later_articles_and_links(RankingSystem system)
    {
        var queries = Site[..60].Select(d => d.Id).ToArray();
        var (then, now) = (Model(Site[..60]), Model(Site));
        var (before, after) = (RankAsOf(then, system, queries), RankAsOf(now, system, queries));
        Assert.All(queries, query => Assert.Equal(before[query], after[query]));
    }

    [Fact]
    public void Training_pairs_do_not_depend_on_later_articles_and_links()
    {
        var (before, after) = (Collect(Site[..60]), Collect(Site));
        Assert.True(before.Queries > 40);
        Assert.True(after.Queries > before.Queries);
        Assert.Equal(before.Features, after.Features[..before.Features.Length]);
        Assert.Equal(before.Labels, after.Labels[..before.Count]);
        Assert.Equal(before.Groups, after.Groups[..before.Count]);
    }

    [Fact]
    public void A_list_as_of_a_date_contains_no_later_articles()
    {
        var lists = RankAsOf(Model(Site), RankingSystem.Unlearned, [Site[20].Id]);
        var earlier = Site[..20].Select(d => d.Id).ToHashSet();
        Assert.All(lists[Site[20].Id], related => Assert.Contains(related.Id, earlier));
        Assert.Equal(20, lists[Site[20].Id].Count);
    }

    [Fact]
    public void An_error_names_an_unknown_query()
    {
        var error = Assert.Throws<ArgumentException>(() => RankAsOf(Model(Site[..5]), RankingSystem.Unlearned, ["missing"]));
        Assert.Contains("'missing'", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<RankedDocument>> RankAsOf(
        RelatedModel model, RankingSystem system, string[] queries) =>
        model.RankAsOf(system, queries, 20);

    private static RelatedModel Model(Document[] site) =>
        new(Encoder, Encoder.Encode(site), Newsroom.Links(site, Encoder), RankingBlend.None, Options);

    private static TimeSweep Sweep(Document[] site) =>
        new(new CandidateIndex(Encoder.Encode(site), Encoder, Options), Newsroom.Links(site, Encoder));

    private static TrainingPairs Collect(Document[] site) => Model(site).CollectPairs(site, default);
}
