using System.Net;
using Microsoft.Extensions.Options;
using Recommender.Service.Web;

namespace Recommender.Service.Tests.Web;

/// <summary>The address of the service in links, and the hosts that requests may name.</summary>
public sealed class PublicAddressTests
{
    private static readonly string[] Own =
        ["related.example", "RELATED.example:8080", "inner.example", "localhost", "192.0.2.7:8080", "[::1]:8080"];

    private static readonly string[] Foreign = ["evil.example", "related.example.evil.example", "127.0.0.1.evil.example"];

    [Fact]
    public async Task Requests_may_name_only_hosts_of_the_service()
    {
        await using var service = await StartAsync();
        foreach (var (host, status) in Own.Select(host => (host, HttpStatusCode.OK))
            .Concat(Foreign.Select(host => (host, HttpStatusCode.BadRequest))))
        {
            foreach (var path in new[] { "/healthz", "/desk/-/sign-in", "/v1/default/articles?id=choir" })
            {
                using var answer = await AskAsync(service, path, ("Host", host));

                Assert.Equal((host, path, status), (host, path, answer.StatusCode));
                Assert.Equal(status != HttpStatusCode.OK, answer.Content.Headers.ContentType?.MediaType == "application/problem+json");
            }
        }
    }

    [Theory]
    [InlineData("Host", "inner.example")]
    [InlineData("X-Forwarded-Host", "inner.example")]
    [InlineData("X-Forwarded-Proto", "javascript")]
    public async Task Links_begin_with_the_public_address_whatever_the_request_names(string header, string value)
    {
        await using var service = await StartAsync();

        using var answer = await AskAsync(service, "/integrations/blogger", (header, value));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("https://related.example/embed.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain(value, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_a_proxy_forwards_is_checked_like_any_other()
    {
        await using var service = await StartAsync();

        using var answer = await AskAsync(service, "/integrations/blogger", ("X-Forwarded-Host", "evil.example"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(
            "evil", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_settings_a_link_has_the_address_of_the_request_and_never_another_scheme_than_http_or_https()
    {
        await using var service = await RunningService.StartAsync();

        using var answer = await AskAsync(service, "/integrations/blogger", ("Host", "any.example"), ("X-Forwarded-Proto", "javascript"));

        Assert.Contains("http://any.example/embed.js",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PublicUrl", "related.example")]
    [InlineData("PublicUrl", "ftp://related.example")]
    [InlineData("PublicUrl", "https://related.example/path")]
    [InlineData("PublicUrl", "https://user:pw@related.example")]
    [InlineData("AllowedHosts:0", "not a host")]
    public async Task A_wrong_setting_is_an_error(string setting, string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            RunningService.StartAsync(null, ($"{PublicOptions.Section}:{setting}", value)));

        Assert.Contains(setting.Split(':')[0], error.Message, StringComparison.Ordinal);
    }

    private static async Task<RunningService> StartAsync() => await RunningService.StartAsync(
        await new TestFolder().WithAsync(TestArticles.Newsroom),
        ("Recommender:PublicUrl", "https://related.example/"), ("Recommender:AllowedHosts:0", "inner.example"));

    private static Task<HttpResponseMessage> AskAsync(RunningService service, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return service.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
