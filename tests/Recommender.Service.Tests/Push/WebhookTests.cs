using Microsoft.Extensions.Options;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Push;

/// <summary>Signed webhook requests.</summary>
public sealed class WebhookTests
{
    private const string Publish = """{"event":"publish","article":{"id":"a","title":"First","published":"2026-06-01T11:00:00Z"}}""";
    private const string Update = """{"event":"update","article":{"id":"a","title":"Second","published":"2026-06-01T11:00:00Z"}}""";
    private const string Withdraw = """{"event":"withdraw","article":{"id":"a"}}""";

    [Fact]
    public async Task A_webhook_publishes_updates_and_withdraws_and_repeating_it_changes_nothing()
    {
        await using var service = await StartAsync();

        Assert.Equal((200, "created"), await OutcomeAsync(service.TellAsync(Publish, Now)));
        Assert.Equal((200, "unchanged"), await OutcomeAsync(service.TellAsync(Publish, Now)));
        Assert.Equal((200, "changed"), await OutcomeAsync(service.TellAsync(Update, Now.AddSeconds(1))));
        Assert.Equal((200, "withdrawn"), await OutcomeAsync(service.TellAsync(Withdraw, Now.AddSeconds(2))));
        Assert.Equal((200, "unchanged"), await OutcomeAsync(service.TellAsync(Withdraw, Now.AddSeconds(3))));
        Assert.Equal((200, "unknown"), await OutcomeAsync(
            service.TellAsync(Withdraw.Replace("\"a\"", "\"b\"", StringComparison.Ordinal), Now)));
    }

    [Fact]
    public async Task A_late_request_changes_nothing_even_if_it_is_repeated()
    {
        await using var service = await StartAsync();
        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await service.TellAsync(Publish, Now.AddSeconds(1));
        await service.TellAsync(Withdraw, Now.AddSeconds(3));

        Assert.Equal((200, "outdated"), await OutcomeAsync(service.TellAsync(Update, Now.AddSeconds(2))));
        Assert.Equal((200, "outdated"), await OutcomeAsync(service.TellAsync(Publish, Now.AddSeconds(1))));
        Assert.DoesNotContain("a", await service.IdsAsync("/v1/default/related?id=nobody&fallback=true"));

        // A sender whose clock is ahead does not block later changes.
        await service.TellAsync(Publish, Now.AddMinutes(5));
        Assert.Equal((200, "changed"), await OutcomeAsync(service.TellAsync(Update, Now.AddMinutes(1).AddSeconds(1))));
    }

    [Fact]
    public async Task Only_a_timely_signature_of_this_body_with_a_secret_of_this_site_is_valid()
    {
        await using var service = await StartAsync();

        Assert.Equal(200, (await service.TellAsync(Publish, Now, "another secret that follows the first one")).Status);
        Assert.Equal(401, (await service.TellAsync(Update, Now, "a secret that nobody has ever heard of")).Status);
        Assert.Equal(401, (await service.TellAsync(Update, Now, site: "blog")).Status);
        Assert.Equal(401, (await service.TellAsync(Update, Now, site: "nowhere")).Status);
        Assert.Equal(401, (await service.TellAsync(Update, Now.AddSeconds(-301))).Status);
        Assert.Equal(401, (await service.TellAsync(Update, Now.AddSeconds(301))).Status);
        Assert.Equal(200, (await service.TellAsync(Update, Now.AddSeconds(-299), "another secret that follows the first one")).Status);
    }

    [Fact]
    public async Task A_short_secret_stops_the_start()
    {
        var stopped = await Assert.ThrowsAsync<OptionsValidationException>(
            () => RunningService.StartAsync(null, ("Recommender:Sites:blog:Push:WebhookSecrets:0", "short")));

        Assert.Contains("24 characters", stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("short", stopped.Message, StringComparison.Ordinal);
    }

    private static async Task<RunningService> StartAsync() => await RunningService.StartAsync(
        await (await new TestFolder().WithAsync(Newsroom)).WithAsync("blog", Of("post")),
        ("Recommender:Sites:default:Push:WebhookSecrets:0", Pushes.Secret),
        ("Recommender:Sites:default:Push:WebhookSecrets:1", "another secret that follows the first one"));

    private static async Task<(int, string?)> OutcomeAsync(Task<Pushed> answer) => ((await answer).Status, (await answer).Outcome);
}
