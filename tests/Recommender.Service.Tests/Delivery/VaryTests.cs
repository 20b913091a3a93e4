namespace Recommender.Service.Tests.Delivery;

/// <summary>
/// nginx before 1.23 keeps one line of <c>Vary</c>: with two, it serves answers without CORS headers to pages that need them.
/// </summary>
public sealed class VaryTests
{
    private const string Origin = "https://blog.example";

    [Theory]
    [InlineData("/v1/default/related?id=choir", null, "Origin, Accept-Encoding")]
    [InlineData("/v1/default/related?id=choir", Origin, "Origin, Accept-Encoding")]
    [InlineData("/v1/default/block?id=choir", null, "Origin, Accept-Encoding")]
    [InlineData("/v1/default/block?id=choir", Origin, "Origin, Accept-Encoding")]
    [InlineData("/v1/default/articles?id=choir", Origin, "Accept-Encoding, Origin")]
    [InlineData("/embed.js", Origin, "Accept-Encoding")]
    public async Task Vary_is_one_line_built_or_cached(string path, string? origin, string vary)
    {
        await using var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(TestArticles.Newsroom),
            ("Recommender:Sites:default:Origins:0", Origin), ("Recommender:Sites:default:Purge:Kind", "nginx"),
            ("Recommender:Sites:default:Purge:Url", "http://127.0.0.1:1/"));
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (origin is not null)
            {
                request.Headers.Add("Origin", origin);
            }

            using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal([vary], answer.Headers.NonValidated["Vary"].ToArray());
        }
    }
}
