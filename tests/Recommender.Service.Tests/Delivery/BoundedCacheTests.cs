using Recommender.Service.Delivery;

namespace Recommender.Service.Tests.Delivery;

public sealed class BoundedCacheTests
{
    [Fact]
    public void The_cost_never_exceeds_the_bound_with_a_million_random_keys()
    {
        var cache = new BoundedCache<int, string>(10_000, (_, value) => value.Length);
        var random = new Random(1);
        var most = 0L;
        for (var i = 0; i < 1_000_000; i++)
        {
            cache.Put(random.Next(), "ten of cost");
            most = Math.Max(most, cache.Cost);
        }

        Assert.InRange(most, 5_000, 10_000);
        Assert.InRange(cache.Count, 400, 10_000 / 11);
    }

    [Fact]
    public void A_frequently_used_entry_survives_a_flood_of_one_time_entries()
    {
        var cache = new BoundedCache<int, string>(1_000, (_, _) => 10);
        cache.Put(-1, "frequently used");
        for (var i = 0; i < 10_000; i++)
        {
            cache.Put(i, "once");
            Assert.Equal("frequently used", cache.Find(-1));
        }

        Assert.Null(cache.Find(0));
        Assert.Equal("once", cache.Find(9_999));
    }

    [Fact]
    public void An_entry_larger_than_half_of_the_bound_is_not_cached()
    {
        var cache = new BoundedCache<int, string>(100, (_, value) => value.Length);

        cache.Put(1, new string('a', 51));
        cache.Put(2, new string('b', 50));

        Assert.Null(cache.Find(1));
        Assert.NotNull(cache.Find(2));
    }

    [Fact]
    public async Task Concurrent_writers_keep_the_bound_except_for_entries_in_progress()
    {
        var cache = new BoundedCache<int, string>(10_000, (_, _) => 10);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                cache.Put((thread * 50_000) + i, "value");
                Assert.InRange(cache.Cost, 0, 10_000 + (2 * 8 * 10));
            }
        }, TestContext.Current.CancellationToken)));

        Assert.InRange(cache.Count, 500, 1_000);
    }
}
