using System.Net;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Web;

/// <summary>What is different over https, here of a proxy on this machine.</summary>
public sealed class TransportTests
{
    [Fact]
    public async Task The_header_that_requires_https_is_sent_only_over_https()
    {
        await using var service = await Guests.ServiceAsync();

        Assert.Equal("max-age=31536000", await HstsAsync(service, "https", "/desk/-/sign-in"));
        Assert.Null(await HstsAsync(service, "http", "/desk/-/sign-in"));
        Assert.Null(await HstsAsync(service, "https", "/desk/-/sign-in", "localhost"));
    }

    [Theory]
    [InlineData("/v1/default/related?id=choir&fallback=true", 200)]
    [InlineData("/v1/default/block?id=choir&fallback=true", 200)]
    [InlineData("/site/default", 200)]
    [InlineData("/embed.js", 200)]
    [InlineData("/healthz/live", 200)]
    [InlineData("/desk", 302)]
    [InlineData("/v1/default/rules", 401)]
    [InlineData("/v1/none/related?id=choir", 404)]
    [InlineData("/v1/default/related?limit=none", 400)]
    public async Task It_is_on_answers_of_every_kind_built_or_cached_or_not_modified(string path, int status)
    {
        await using var service = await Guests.ServiceAsync();
        var answers = new List<HttpResponseMessage> { await AskAsync(service, "https", path), await AskAsync(service, "https", path) };
        if (answers[0].Headers.ETag is { } tag)
        {
            answers.Add(await AskAsync(service, "https", path, ifNoneMatch: tag.ToString()));
            Assert.Equal(HttpStatusCode.NotModified, answers[2].StatusCode);
        }

        Assert.Equal(status, (int)answers[0].StatusCode);
        Assert.All(answers, answer => Assert.Equal("max-age=31536000", HstsOf(answer)));
        Assert.Null(await HstsAsync(service, "http", path));
    }

    [Fact]
    public async Task It_is_on_cached_answers_that_count_towards_a_clients_limit_and_on_the_refusal()
    {
        await using var service = await Guests.ServiceAsync(("Recommender:Serving:RequestsPerMinute", "3"));
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 5; i++)
        {
            answers.Add(await AskAsync(service, "https", "/v1/default/related?id=choir&fallback=true"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].StatusCode);
        Assert.All(answers, answer => Assert.Equal("max-age=31536000", HstsOf(answer)));
    }

    [Fact]
    public async Task The_setting_of_strict_transport_security_is_obeyed()
    {
        await using var off = await Guests.ServiceAsync(("Recommender:Transport:Hsts", "00:00:00"));
        await using var wide = await Guests.ServiceAsync(("Recommender:Transport:HstsSubdomains", "true"));

        Assert.Null(await HstsAsync(off, "https", "/desk/-/sign-in"));
        Assert.Equal("max-age=31536000; includeSubDomains", await HstsAsync(wide, "https", "/desk/-/sign-in"));
    }

    [Fact]
    public async Task Over_https_all_cookies_are_of_this_host_alone_and_others_do_not_count()
    {
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("mila", Role.Editor);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = service.Address,
        };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await client.GetAsync("/desk/-/sign-in", TestContext.Current.CancellationToken);
        var form = Guests.Form(client, "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password),
            ("__RequestVerificationToken", await Guests.TokenOfAsync(page)));
        form.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(value => value.Split(';')[0]));

        var answer = await client.SendAsync(form, TestContext.Current.CancellationToken);
        var cookies = page.Headers.GetValues("Set-Cookie").Concat(answer.Headers.GetValues("Set-Cookie")).ToList();

        Assert.Equal(3, cookies.Count);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-recommender.", cookie, StringComparison.Ordinal);
            Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        var session = cookies.Single(cookie => cookie.Contains(Sessions.Cookie, StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(200, await StatusAsync(client, session));
        Assert.Equal(302, await StatusAsync(client, session["__Host-".Length..]));
    }

    private static async Task<int> StatusAsync(HttpClient client, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk/default");
        request.Headers.Add("Cookie", cookie);
        return (int)(await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }

    private static async Task<string?> HstsAsync(RunningService service, string scheme, string path, string? host = null) =>
        HstsOf(await AskAsync(service, scheme, path, host));

    private static string? HstsOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null;

    private static async Task<HttpResponseMessage> AskAsync(
        RunningService service, string scheme, string path, string? host = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Host = host;
        if (ifNoneMatch is not null)
        {
            request.Headers.Add("If-None-Match", ifNoneMatch);
        }

        using var client = service.NewClient();
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
