using Recommender.Engine.Candidates;
using Recommender.Engine.Features;
using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Features;

public sealed class NeighbourFeaturesTests
{
    private static readonly RankingOptions Options = new();

    [Fact]
    public void Link_targets_of_near_articles_and_similar_articles_are_near()
    {
        // Every harbour article links to a school article, but none to the last one.
        var site = Newsroom.Site(100);
        for (var i = 10; i < 95; i += 5)
        {
            site[i] = site[i].LinkingTo(site[i - 4].Id);
        }

        var (documents, values) = Features(site, 95);
        var targets = Column(values, "to targets of near ones");
        Assert.Equal("school", Topic(site, documents[Array.IndexOf(targets, targets.Max())]));
        var unlinked = Array.IndexOf(documents, 96 - 5);
        Assert.True(targets[unlinked] > targets[Array.FindIndex(documents, d => Topic(site, d) == "farm")]);
        var moved = Column(values, "moved as links of near ones");
        Assert.True(Mean(site, documents, moved, "school") > Mean(site, documents, moved, "farm") + 0.1);
    }

    [Fact]
    public void Link_features_are_zero_without_links_and_the_query_does_not_move()
    {
        var site = Newsroom.Site(100);
        var (documents, values) = Features(site, 95);
        Assert.All(Column(values, "to targets of near ones"), value => Assert.Equal(0, value));
        var encoded = Newsroom.Encoder(site).Encode(site);
        var moved = Column(values, "moved as links of near ones");
        Assert.All(Enumerable.Range(0, documents.Length), i =>
            Assert.Equal(Newsroom.Dot(encoded.Embedding(95), encoded.Embedding(documents[i])), moved[i], 1e-4f));
    }

    [Fact]
    public void A_link_to_an_article_not_yet_published_does_not_count()
    {
        var site = Newsroom.Site(100);
        var before = Features(site, 50).Values.All;
        site[45] = site[45].LinkingTo(site[99].Id);
        Assert.Equal(before, Features(site, 50).Values.All);
    }

    [Fact]
    public void A_candidate_among_similar_ones_is_crowded_and_a_lonely_one_is_not()
    {
        var site = Newsroom.Site(60);
        site[7] = Newsroom.Article("lonely", "The tide of barley",
            "penalty nurse tide grammar barley. Dock drought pupil offside ward.", "2020-01-08");
        var (documents, values) = Features(site, 59);
        var crowding = Column(values, "crowding");
        Assert.True(crowding[Array.IndexOf(documents, 7)] < crowding.Average());
        Assert.Equal(crowding.Length, Column(values, "embedding to crowding").Distinct().Count());
        // The best candidates share the query's topic.
        var best = Column(values, "to the best ten");
        Assert.True(Mean(site, documents, best, "farm") > Mean(site, documents, best, "school") + 0.1);
    }

    private static double Mean(Document[] site, int[] documents, float[] column, string topic) =>
        Enumerable.Range(0, documents.Length).Where(i => Topic(site, documents[i]) == topic).Average(i => column[i]);

    private static string Topic(Document[] site, int document) => site[document].Section ?? "";

    private static float[] Column((float[] All, int Rows) values, string name)
    {
        var column = Array.IndexOf(PairFeatures.Names, name);
        Assert.True(column >= 0, name);
        return [.. Enumerable.Range(0, values.Rows).Select(row => values.All[row * PairFeatures.Count + column])];
    }

    private static (int[] Documents, (float[] All, int Rows) Values) Features(Document[] site, int query)
    {
        var encoder = Newsroom.Encoder(site);
        var encoded = encoder.Encode(site);
        var sweep = new TimeSweep(new CandidateIndex(encoded, encoder, Options), Newsroom.Links(site, encoder));
        foreach (var at in sweep.InOrder([query]))
        {
            var asked = new Query(encoded, at, at);
            var ranker = new ListRanker(sweep.Index, encoder, RankingBlend.None, Options);
            var candidates = ranker.Candidates(asked, TrainingPairs.CandidatesPerQuery).ToArray();
            return ([.. candidates.Select(c => c.Document)], (ranker.Features(asked, candidates).ToArray(), candidates.Length));
        }

        throw new InvalidOperationException("query not found");
    }
}
