using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Delivery.Load;

namespace Recommender.Service.Tests.Delivery.Load;

public sealed class ClientRatesTests
{
    private readonly FakeTimeProvider _clock = new(TestArticles.Now);

    [Fact]
    public void Two_hundred_page_views_a_second_pass_for_as_long_as_they_last()
    {
        var rates = new ClientRates(300, 3000, _clock);

        for (var i = 0; i < 200 * 60; i++)
        {
            Assert.True(rates.Admits("a"));
            _clock.Advance(TimeSpan.FromSeconds(1d / 200));
        }
    }

    [Fact]
    public void A_burst_passes_and_then_the_rate_of_this_client_alone()
    {
        var rates = new ClientRates(300, 3000, _clock);

        Assert.Equal(3000, Enumerable.Range(0, 5000).Count(_ => rates.Admits("a")));
        Assert.True(rates.Admits("another"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(300, Enumerable.Range(0, 5000).Count(_ => rates.Admits("a")));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3000, Enumerable.Range(0, 5000).Count(_ => rates.Admits("a")));
    }

    [Fact]
    public void Zero_means_unlimited()
    {
        var rates = new ClientRates(0, 0, _clock);

        Assert.Equal(5000, Enumerable.Range(0, 5000).Count(_ => rates.Admits("a")));
    }
}
