using Recommender.Service.Tests.Push;
using static Recommender.Service.Tests.TestArticles;

namespace Recommender.Service.Tests.Hostile;

public sealed class WrongRequestTests
{
    [Fact]
    public async Task Each_invalid_request_gets_problem_details_and_logs_no_error()
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(Newsroom), ("Recommender:Sites:default:Push:WebhookSecrets:0", Pushes.Secret));
        var (errors, wrong) = (KeptErrors.Of(service), new List<string>());
        foreach (var request in WrongRequests.All)
        {
            var before = errors.All.Count;
            using var message = (request with { Path = service.Address.GetLeftPart(UriPartial.Authority) + request.Path }).ToMessage();
            using var answer = await service.Client.SendAsync(message, TestContext.Current.CancellationToken);
            var type = answer.Content.Headers.ContentType?.MediaType;
            if ((int)answer.StatusCode is < 400 or >= 500 || type != "application/problem+json" || errors.All.Count > before)
            {
                wrong.Add($"{request}: {(int)answer.StatusCode} {type} {string.Join(' ', errors.All.Skip(before))}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} of {WrongRequests.All.Count}:\n{string.Join('\n', wrong)}");
        Assert.True(WrongRequests.All.Count >= 200, $"{WrongRequests.All.Count}");
        Assert.Equal(["choir", "meteorite-2"], await service.IdsAsync("/v1/default/related?id=nobody&fallback=true&limit=2"));
    }
}
