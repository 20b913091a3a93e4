using Recommender.Engine.Candidates;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class StrongestTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void Selection_matches_a_stable_sort(int seed, int values)
    {
        // Few distinct values, so that many are equal.
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var weights = Enumerable.Range(0, random.Next(1, 200)).Select(_ => (float)random.Next(values)).ToArray();
            var into = new int[random.Next(weights.Length + 1)];
            Strongest.Select(weights, into);
            Assert.Equal(Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]).Take(into.Length).Order(), into);
        }
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(40)]
    public void Selection_of_many_values_matches_a_stable_sort(int distinct)
    {
        var random = new Random(distinct);
        foreach (var count in (int[])[1, 24, 220, 2400])
        {
            // Including a misleading sample: every sixteenth value is larger than the others.
            var weights = Enumerable.Range(0, 20_000)
                .Select(i => (float)random.Next(distinct) + (count == 220 && i % 16 == 0 ? distinct : 0)).ToArray();
            var into = new int[count];
            Strongest.Select(weights, into);
            Assert.Equal(Enumerable.Range(0, weights.Length).OrderByDescending(i => weights[i]).Take(count).Order(), into);
        }
    }

    [Fact]
    public void Values_of_minus_infinity_come_last()
    {
        var into = new int[2];
        Strongest.Select([float.NegativeInfinity, 0, -1, float.NegativeInfinity], into);
        Assert.Equal([1, 2], into);
    }
}
