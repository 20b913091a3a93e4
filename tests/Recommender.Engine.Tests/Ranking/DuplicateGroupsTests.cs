using Recommender.Engine.Ranking;
using Xunit;

namespace Recommender.Engine.Tests.Ranking;

public sealed class DuplicateGroupsTests
{
    [Fact]
    public void Pairs_join_transitively_and_a_group_is_named_by_its_lowest_document()
    {
        Assert.Equal([0, 1, 1, 1, 4, 0], DuplicateGroups.Of(6, [(3, 2), (2, 1), (5, 0)]));
    }

    [Fact]
    public void The_order_of_the_pairs_does_not_matter()
    {
        var random = new Random(2);
        var pairs = Enumerable.Range(0, 60).Select(_ => (random.Next(100), random.Next(100))).ToArray();
        var groups = DuplicateGroups.Of(100, pairs);
        for (var round = 0; round < 20; round++)
        {
            random.Shuffle(pairs);
            Assert.Equal(groups, DuplicateGroups.Of(100, pairs));
        }
    }
}
