using Recommender.Service.Delivery.Load;

namespace Recommender.Service.Tests.Delivery.Load;

public sealed class LaneLoadTests
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void One_client_gets_half_of_a_lane_and_a_full_lane_admits_nobody()
    {
        using var lane = new LaneLoad(new LaneOptions { Concurrent = 2, Waiting = 6 }, 0.5);

        var first = Admitted(lane, "a", 4);
        Assert.Equal(429, lane.Admit("a").Status);
        Admitted(lane, "b", 4);
        Assert.Equal(503, lane.Admit("c").Status);

        first[0].Dispose();
        Assert.Equal(200, lane.Admit("a").Status);
    }

    [Fact]
    public void A_lane_that_is_not_divided_admits_one_client_until_it_is_full()
    {
        using var lane = new LaneLoad(new LaneOptions { Concurrent = 2, Waiting = 6 }, 1);

        Admitted(lane, "a", 8);
        Assert.Equal(503, lane.Admit("a").Status);
    }

    [Fact]
    public async Task Places_are_given_in_the_order_of_arrival()
    {
        using var lane = new LaneLoad(new LaneOptions { Concurrent = 1, Waiting = 3 }, 1);
        var visits = Admitted(lane, "a", 3);
        Assert.True(visits[0].TryEnter());
        var cancel = TestContext.Current.CancellationToken;
        var (second, third) = (visits[1].EnterAsync(cancel), visits[2].EnterAsync(cancel));
        Assert.Equal((1, 2), (lane.Working, lane.Waiting));

        visits[0].Leave();
        await second;
        Assert.False(third.IsCompleted);
        // What has left holds no place that it could leave again.
        visits[0].Dispose();
        Assert.False(third.IsCompleted);

        visits[1].Dispose();
        await third;
        visits[2].Dispose();
        Assert.Equal((0, 0), (lane.Working, lane.Waiting));
    }

    [Fact]
    public void Bodies_of_one_client_get_half_of_the_memory_and_those_of_all_no_more_than_all_of_it()
    {
        using var lane = new LaneLoad(new LaneOptions { Concurrent = 2, Waiting = 60, Megabytes = 8 }, 0.5);
        var (a, b, c) = (Admitted(lane, "a", 2), Admitted(lane, "b", 1)[0], Admitted(lane, "c", 1)[0]);

        Assert.True(a[0].TryHold(3 * Megabyte));
        Assert.False(a[1].TryHold(2 * Megabyte));
        Assert.True(b.TryHold(4 * Megabyte));
        Assert.False(c.TryHold(2 * Megabyte));

        b.ReleaseBytes();
        Assert.True(c.TryHold(2 * Megabyte));
        a[0].Dispose();
        Assert.True(a[1].TryHold(4 * Megabyte));
    }

    private static LaneVisit[] Admitted(LaneLoad lane, string client, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => lane.Admit(client).Visit ?? throw new InvalidOperationException("was refused"))];
}
