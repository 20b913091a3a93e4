using Microsoft.AspNetCore.Http;

namespace Recommender.Service.Tests.Importing;

public sealed class RobotsTxtTests
{
    private static readonly string OneArticle = Samples.Rss(Samples.Item("a"));

    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /private/feed.xml$", false)]
    [InlineData("User-agent: other\nDisallow: /", false)]
    [InlineData("User-agent: *\nDisallow:\n\nUser-agent: Recommender\nDisallow: /*.xml", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: recommender\nDisallow:", false)]
    public async Task Robots_txt_is_honoured(string rules, bool forbids)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/robots.txt", rules, "text/plain");
        site.Page("/private/feed.xml", OneArticle);

        if (forbids)
        {
            Assert.Contains("robots.txt forbids it", await workshop.FailureAsync(site.Url + "/private/feed.xml"));
            Assert.Empty(site.Requests);
            await using var own = new Workshop(("Recommender:Fetching:HonourRobots", "false"));
            Assert.Equal(1, (await own.ImportAsync(site.Url + "/private/feed.xml")).New);
        }
        else
        {
            Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/private/feed.xml")).New);
        }
    }

    [Fact]
    public async Task An_unreadable_robots_txt_is_requested_again_after_minutes()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        var (status, requests) = (StatusCodes.Status503ServiceUnavailable, 0);
        site.Handle("/robots.txt", context =>
        {
            requests++;
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        site.Page("/feed.xml", OneArticle);

        var error = await workshop.FailureAsync(site.Url + "/feed.xml");
        Assert.Contains(
            "robots.txt could not be read (503 Service Unavailable); it is requested again after 2026-03-01 12:05:00 UTC", error);
        Assert.DoesNotContain("forbids", error);
        status = StatusCodes.Status404NotFound;
        await workshop.FailureAsync(site.Url + "/feed.xml");
        Assert.Equal(1, requests);
        Assert.Empty(site.Requests);

        workshop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task A_robots_txt_is_read_again_after_a_day_and_the_old_one_stays_valid_if_that_fails()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain");
        site.Page("/private/feed.xml", OneArticle);
        site.Page("/feed.xml", OneArticle);
        Assert.Contains("robots.txt forbids it", await workshop.FailureAsync(site.Url + "/private/feed.xml"));

        site.Handle("/robots.txt", context =>
        {
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            return Task.CompletedTask;
        });
        workshop.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
        Assert.Contains("robots.txt forbids it", await workshop.FailureAsync(site.Url + "/private/feed.xml"));

        site.Page("/robots.txt", "User-agent: *\nDisallow:", "text/plain");
        workshop.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/private/feed.xml")).Unchanged);
        workshop.Clock.Advance(TimeSpan.FromHours(23));
        site.Page("/robots.txt", "User-agent: *\nDisallow: /", "text/plain");
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/private/feed.xml")).Unchanged);
        workshop.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("robots.txt forbids it", await workshop.FailureAsync(site.Url + "/feed.xml"));
    }
}
