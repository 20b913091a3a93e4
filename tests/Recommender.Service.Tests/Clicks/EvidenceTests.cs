using System.Net;
using Recommender.Service.Blocks;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Clicks.Retiring;
using static Recommender.Service.Tests.Clicks.Counting;

namespace Recommender.Service.Tests.Clicks;

public class EvidenceTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::3", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2::3", "2001:db8:1:ffff::3", true)]
    [InlineData("2001:db8:1:2::3", "2001:db8:2:2::3", false)]
    public void Addresses_that_one_customer_has_are_one_client(string one, string other, bool isSame)
    {
        var salt = new byte[ClientHash.SaltBytes];

        Assert.Equal(isSame, ClientHash.Of(salt, IPAddress.Parse(one)) == ClientHash.Of(salt, IPAddress.Parse(other)));
    }

    [Fact]
    public void A_client_has_a_different_number_each_day_and_after_a_restart()
    {
        var evidence = new ClientEvidence();
        var before = evidence.ClientOf(Today, IPAddress.Loopback);
        evidence.Forget(Today);
        Assert.Equal(before, evidence.ClientOf(Today, IPAddress.Loopback));
        Assert.NotEqual(before, evidence.ClientOf(Today.AddDays(1), IPAddress.Loopback));
        evidence.Forget(Today.AddDays(1));
        Assert.NotEqual(before, evidence.ClientOf(Today, IPAddress.Loopback));
        Assert.NotEqual(before, new ClientEvidence().ClientOf(Today, IPAddress.Loopback));
    }

    [Fact]
    public void The_marks_of_one_client_are_limited()
    {
        var marks = new ClientMarks();

        Assert.Equal(ClientMarks.MostPerClient, Enumerable.Range(0, 10_000).Count(i => marks.Mark(1, (ulong)i)));
        Assert.True(marks.Mark(2, 1));
        Assert.False(marks.Mark(2, 1));
    }

    [Fact]
    public void Rates_can_exclude_the_largest_possible_share_of_some_clients()
    {
        var site = new SlotEvidence();
        site.Add(1, new EvidenceCount(1000, 150));
        site.Add(1, new EvidenceCount(500, 50));

        Assert.Equal(200d / 1500, new UsualRates(site).In(1), 6);
        Assert.Equal(50d / 1500, new UsualRates(site, withoutClicked: 100).In(1), 6);
        Assert.Equal(200d / 1300, new UsualRates(site, withoutSeen: 100).In(1), 6);
        Assert.Equal(0, new UsualRates(site).In(BlockOptions.MaxLimit));
    }
}
