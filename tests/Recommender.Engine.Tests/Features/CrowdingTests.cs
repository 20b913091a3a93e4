using Recommender.Engine.Candidates;
using Recommender.Engine.Encoding;
using Recommender.Engine.Features;
using Xunit;

namespace Recommender.Engine.Tests.Features;

public sealed class CrowdingTests
{
    private static readonly Document[] Site = Newsroom.Site(60);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(17)]
    [InlineData(59)]
    public void Crowding_is_the_mean_cosine_to_the_nearest_eight(int count)
    {
        var encoded = Newsroom.Encoder(Site).Encode(Site);
        var crowding = new Crowding();
        // An earlier measurement with more candidates must leave no trace.
        crowding.Measure(encoded, Candidates(encoded, 60), new float[60]);
        var candidates = Candidates(encoded, count);
        var found = new float[count];
        crowding.Measure(encoded, candidates, found);
        for (var i = 0; i < count; i++)
        {
            var expected = Enumerable.Range(0, count).Where(j => j != i)
                .Select(j => Newsroom.Dot(encoded.Embedding(candidates[i].Document), encoded.Embedding(candidates[j].Document)))
                .OrderDescending().Take(Crowding.Neighbours).Average();
            Assert.Equal(expected, found[i], 1e-5f);
        }
    }

    [Fact]
    public void Crowding_is_zero_for_a_single_candidate_or_without_embeddings()
    {
        Document[] site = [Newsroom.Article("a", "", "ferry"), Newsroom.Article("b", "", "ferry")];
        var encoded = Newsroom.Encoder(site).Encode(site);
        float[] found = [1, 1];
        new Crowding().Measure(encoded, Candidates(encoded, 1), found);
        Assert.Equal([0, 1], found);
        new Crowding().Measure(encoded, Candidates(encoded, 2), found);
        Assert.Equal([0, 0], found);
    }

    // The last documents first, so that a candidate's position differs from its index.
    private static Scored[] Candidates(EncodedDocuments encoded, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Scored(encoded.Count - 1 - i, 0.5f, default))];
}
