using Recommender.Engine.Candidates;
using Recommender.Engine.Features;
using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Features;

/// <summary>A query's own links are to be predicted, so they must not count for their targets.</summary>
public sealed class OwnLinksTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(59)]
    public void Candidates_and_features_are_the_same_with_and_without_the_querys_own_links(int query)
    {
        var site = Newsroom.LinkedSite(60);
        var with = Features(site, query);
        site[query] = site[query] with { Links = [] };
        var without = Features(site, query);
        Assert.Equal(without.Candidates, with.Candidates);
        Assert.Equal(without.Values, with.Values);
    }

    [Fact]
    public void A_target_linked_only_by_the_query_is_not_a_candidate()
    {
        // No embedding (one shared word only) and no dates: no other source finds the lighthouse.
        Document[] site =
        [
            Newsroom.Article("lighthouse", "", "lighthouse lamp"), Newsroom.Article("ferry", "", "ferry captain"),
            Newsroom.Article("query", "", "ferry sailor").LinkingTo("lighthouse"),
        ];
        Assert.Equal([1], Features(site, 2).Candidates);
    }

    [Fact]
    public void The_querys_own_anchor_does_not_find_a_target_that_others_link_to_with_other_words()
    {
        Document[] site =
        [
            Newsroom.Article("lighthouse", "", "lighthouse lamp"), Newsroom.Article("ferry", "", "ferry captain"),
            Newsroom.Article("other", "", "wheat barley").LinkingFrom("barley", "lighthouse"),
            Newsroom.Article("query", "", "ferry sailor").LinkingFrom("sailor", "lighthouse"),
        ];
        Assert.Equal([1], Features(site, 3).Candidates);
    }

    [Fact]
    public void An_anchor_of_another_article_with_the_querys_words_finds_its_target()
    {
        Document[] site =
        [
            Newsroom.Article("lighthouse", "", "lighthouse lamp"), Newsroom.Article("ferry", "", "ferry captain"),
            Newsroom.Article("other", "", "wheat sailor").LinkingFrom("sailor", "lighthouse"),
            Newsroom.Article("query", "", "ferry sailor"),
        ];
        Assert.Contains(0, Features(site, 3).Candidates);
    }

    [Fact]
    public void The_link_count_of_a_hub_excludes_the_query()
    {
        var column = Array.IndexOf(PairFeatures.Names, "links to it");
        var site = Enumerable.Range(0, 60).Select(i =>
            Newsroom.Article($"{i}", "", "ferry captain pier", $"2020-01-{i / 3 + 1:00}").LinkingTo(i is 0 or 59 ? [] : ["0"])).ToArray();
        var without = Hub(Features(site, 59));
        site[59] = site[59].LinkingTo("0");
        Assert.Equal(without, Hub(Features(site, 59)));

        float Hub((int[] Candidates, float[] Values) found) =>
            found.Values[Array.IndexOf(found.Candidates, 0) * PairFeatures.Count + column];
    }

    private static (int[] Candidates, float[] Values) Features(Document[] site, int query)
    {
        var (encoder, options) = (Newsroom.Encoder(site), new RankingOptions());
        var encoded = encoder.Encode(site);
        var sweep = new TimeSweep(new CandidateIndex(encoded, encoder, options), Newsroom.Links(site, encoder));
        foreach (var at in sweep.InOrder([query]))
        {
            var asked = new Query(encoded, at, at);
            var ranker = new ListRanker(sweep.Index, encoder, RankingBlend.None, options);
            var candidates = ranker.Candidates(asked, TrainingPairs.CandidatesPerQuery);
            var values = ranker.Features(asked, candidates).ToArray();
            return ([.. candidates.ToArray().Select(c => c.Document)], values);
        }

        throw new InvalidOperationException("query not found");
    }
}
