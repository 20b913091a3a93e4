using Recommender.Engine.Candidates;
using Xunit;

namespace Recommender.Engine.Tests.Candidates;

public sealed class RanksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(150)]
    [InlineData(1500)]
    public void Ranks_match_sorting(int count)
    {
        var random = new Random(count);
        // Few distinct values, so that many are equal; including both zeros and infinities.
        float[] special = [0f, -0f, float.NegativeInfinity, float.PositiveInfinity];
        var values = Enumerable.Range(0, count).Select(i => i % 9 == 0 ? special[i % 4] : (float)random.Next(count / 3 + 1)).ToArray();
        var (better, order) = (new int[count], new int[count]);

        Ranks.CountBetter(values, better);
        Ranks.Sort(values, order, (a, b) => b.CompareTo(a));

        Assert.Equal(values.Select(v => values.Count(other => other > v)), better);
        Assert.Equal(Enumerable.Range(0, count).OrderByDescending(i => values[i]).ThenByDescending(i => i), order);
    }
}
