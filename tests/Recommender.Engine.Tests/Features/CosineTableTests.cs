using Recommender.Engine.Encoding;
using Recommender.Engine.Features;
using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Features;

public sealed class CosineTableTests
{
    private static readonly Document[] Site = Newsroom.Site(60);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(59)]
    public void Each_is_compared_with_each(int count)
    {
        var encoded = Newsroom.Encoder(Site).Encode(Site);
        var table = new CosineTable();
        // Filled before, and larger: nothing of it is left.
        table.Fill(encoded, Candidates(encoded, 60));
        var candidates = Candidates(encoded, count);
        table.Fill(encoded, candidates);
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(count, table[i].Length);
            for (var j = 0; j < count; j++)
            {
                Assert.Equal(Newsroom.Dot(encoded.Embedding(candidates[i].Document), encoded.Embedding(candidates[j].Document)), table[i][j], 1e-5f);
            }
        }
    }

    [Fact]
    public void Documents_without_an_embedding_have_nothing_in_common()
    {
        Document[] site = [Newsroom.Article("a", "", "ferry"), Newsroom.Article("b", "", "ferry")];
        var encoded = Newsroom.Encoder(site).Encode(site);
        var table = new CosineTable();
        table.Fill(encoded, Candidates(encoded, 2));
        Assert.Equal([0, 0], table[0].ToArray());
    }

    // The last documents first, so that a candidate's place is not its number.
    private static Scored[] Candidates(EncodedDocuments encoded, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Scored(encoded.Count - 1 - i, 0.5f, default))];
}
