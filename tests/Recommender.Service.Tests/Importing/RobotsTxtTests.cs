using Microsoft.AspNetCore.Http;
using Recommender.Service.Importing;

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

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Five_redirects_are_followed(int redirects, bool forbids)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        for (var i = 0; i <= redirects; i++)
        {
            var next = $"/{i + 1}.txt";
            var isLast = i == redirects;
            site.Handle(i == 0 ? "/robots.txt" : $"/{i}.txt", async context =>
            {
                context.Response.StatusCode = isLast ? StatusCodes.Status200OK : StatusCodes.Status302Found;
                context.Response.Headers.Location = isLast ? default : next;
                await context.Response.WriteAsync(isLast ? "User-agent: *\nDisallow: /feed" : "");
            });
        }

        site.Page("/feed.xml", OneArticle);

        Assert.Equal(forbids, await IsForbiddenAsync(workshop, site.Url + "/feed.xml"));
    }

    [Theory]
    [InlineData(StatusCodes.Status401Unauthorized)]
    [InlineData(StatusCodes.Status403Forbidden)]
    [InlineData(StatusCodes.Status404NotFound)]
    [InlineData(StatusCodes.Status410Gone)]
    public async Task Without_a_robots_txt_all_is_allowed(int status)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Handle("/robots.txt", context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("User-agent: *\nDisallow: /");
        });
        site.Page("/feed.xml", OneArticle);

        Assert.False(await IsForbiddenAsync(workshop, site.Url + "/feed.xml"));
    }

    [Fact]
    public async Task A_robots_txt_that_fails_for_a_month_is_not_there()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Handle("/robots.txt", context =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        site.Page("/feed.xml", OneArticle);

        Assert.Contains("robots.txt could not be read", await workshop.FailureAsync(site.Url + "/feed.xml"));
        workshop.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Contains("robots.txt could not be read", await workshop.FailureAsync(site.Url + "/feed.xml"));
        workshop.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await workshop.ImportAsync(site.Url + "/feed.xml")).New);
    }

    [Fact]
    public async Task The_first_500_KiB_are_read_to_the_last_whole_line()
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        const string Start = "User-agent: *\n";
        var filling = new string('#', 512_000 - Start.Length - "\nDisallow: /f".Length);
        site.Page("/robots.txt", $"{Start}{filling}\nDisallow: /feed-of-others\n", "text/plain");
        site.Page("/feed.xml", OneArticle);

        Assert.False(await IsForbiddenAsync(workshop, site.Url + "/feed.xml"));
    }

    [Theory]
    [InlineData("Crawl-delay: 3", 3)]
    [InlineData("Crawl-delay: 3600", 10)]
    public async Task The_pause_that_a_host_asks_for_is_kept_up_to_a_limit(string line, int seconds)
    {
        await using var site = await LocalSite.StartAsync();
        await using var workshop = new Workshop();
        site.Page("/robots.txt", $"User-agent: *\n{line}", "text/plain");
        site.Page("/feed.xml", OneArticle);
        await workshop.ImportAsync(site.Url + "/feed.xml");
        Assert.Single(site.Requests);

        var second = workshop.ImportAsync(new ImportOptions { Full = true }, site.Url + "/feed.xml");
        var steps = 0;
        while (!second.IsCompleted && steps < 60_000)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            if (site.Requests.Count == 1)
            {
                workshop.Clock.Advance(TimeSpan.FromMilliseconds(100));
                steps++;
            }
        }

        await second;
        Assert.InRange(steps, (seconds * 10) - 1, (seconds * 10) + 30);
    }

    private static async Task<bool> IsForbiddenAsync(Workshop workshop, string url)
    {
        try
        {
            await workshop.ImportAsync(url);
            return false;
        }
        catch (ImportException e)
        {
            return e.Message.Contains("robots.txt forbids it", StringComparison.Ordinal);
        }
    }
}
