using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Recommender.Service.Articles;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>Every endpoint, called with each role and anonymously.</summary>
public sealed partial class AccessTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync() => _service = await Guests.ServiceAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public void Every_endpoint_has_a_row_and_every_row_an_endpoint()
    {
        var endpoints = Endpoints().Select(endpoint => $"{endpoint.Method} {endpoint.Pattern}").ToHashSet();
        var rows = AccessTable.Rows.Select(row => row.ToString()).ToHashSet();

        Assert.True(endpoints.SetEquals(rows), $"without a row: {string.Join(", ", endpoints.Except(rows))}; rows of nothing: "
            + $"{string.Join(", ", rows.Except(endpoints))}");
    }

    [Fact]
    public async Task Each_endpoint_admits_exactly_the_roles_of_its_row()
    {
        foreach (var role in Enum.GetValues<Role>().Cast<Role?>().Prepend(null))
        {
            using var client = role is { } given ? await _service.KeyAsync(given) : _service.NewClient();
            await EachAsync(client, (row, asked, answer) =>
            {
                if (!row.Least.SignedIn || role >= (row.Least.Role ?? Role.Viewer))
                {
                    Assert.False(IsTurnedAway(answer), $"{row} by {role}: {answer.StatusCode}");
                }
                else if (role is not null)
                {
                    Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{row} by {role}: {answer.StatusCode}");
                }
                else if (asked.StartsWith("/desk", StringComparison.Ordinal))
                {
                    Assert.True(answer.StatusCode == HttpStatusCode.Redirect
                        && answer.Headers.Location!.ToString().StartsWith("/desk/-/sign-in", StringComparison.Ordinal),
                        $"{row}: {answer.StatusCode}");
                }
                else
                {
                    Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{row}: {answer.StatusCode}");
                    Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                }
            });
        }
    }

    [Fact]
    public async Task An_administrator_of_one_site_has_no_rights_at_others_and_does_not_learn_which_exist()
    {
        await _service.Folder.WithAsync("blog", TestArticles.Of("post"));
        using var client = await _service.KeyAsync(Role.Administrator, "blog");
        using var all = await _service.KeyAsync(Role.Administrator);
        var withSite = AccessTable.Rows.Where(row => row.Least.Role is not null && row.Pattern.Contains("{site}", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(withSite);
        foreach (var row in withSite)
        {
            var here = await AskAsync(client, row, "default");
            var nowhere = await AskAsync(client, row, "nowhere");
            Assert.Equal((row, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (row, here.StatusCode, nowhere.StatusCode));
            Assert.False(IsTurnedAway(await AskAsync(client, row, "blog")), $"{row} at the own site");
            Assert.False(IsTurnedAway(await AskAsync(all, row, "nowhere")), $"{row} by one of all sites");
        }
    }

    [Fact]
    public async Task Public_answers_set_no_cookie_and_ignore_sessions()
    {
        await _service.PersonAsync("mila", Role.Editor);
        using var signedIn = await _service.SignedInAsync("mila");
        foreach (var path in new[] { "/v1/default/related?id=choir&fallback=true", "/", "/openapi/v1.json",
            $"/site/default/article/{ArticleKey.Of("choir")}" })
        {
            var (reader, editor) = (await _service.GetAsync(path), await signedIn.GetAsync(path, TestContext.Current.CancellationToken));
            Assert.False(reader.Headers.Contains("Set-Cookie"), path);
            Assert.False(editor.Headers.Contains("Set-Cookie"), path);
            Assert.Equal(reader.Headers.CacheControl?.ToString(), editor.Headers.CacheControl?.ToString());
            Assert.Equal(
                await reader.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                await editor.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Public_answers_that_show_more_to_a_role_are_not_stored_by_caches_and_set_no_cookie()
    {
        await _service.PersonAsync("mila", Role.Viewer);
        using var signedIn = await _service.SignedInAsync("mila");
        using var key = await _service.KeyAsync(Role.Viewer);
        foreach (var path in new[] { "/v1/default/articles?id=choir", $"/v1/default/articles/{ArticleKey.Of("choir")}", "/healthz" })
        {
            var reader = await _service.GetAsync(path);
            Assert.False(reader.Headers.Contains("Set-Cookie"), path);
            foreach (var client in new[] { signedIn, key })
            {
                var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
                Assert.False(answer.Headers.Contains("Set-Cookie"), path);
                Assert.Equal((path, "no-store, private"), (path, answer.Headers.CacheControl?.ToString()));
                Assert.NotEqual(reader.Content.Headers.ContentLength ?? -1, answer.Content.Headers.ContentLength ?? -2);
            }
        }
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "own", HttpStatusCode.Created)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.Created)]
    [InlineData("X-Nothing", "said", HttpStatusCode.Forbidden)]
    public async Task A_session_may_change_data_through_the_API_only_from_a_page_of_this_server(
        string header, string value, HttpStatusCode expected)
    {
        await _service.PersonAsync("boss", Role.Administrator);
        using var client = await _service.SignedInAsync("boss");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/keys") { Content = Json("""{"name":"n","role":"viewer"}""") };
        request.Headers.Add(header, value == "own" ? _service.Address.GetLeftPart(UriPartial.Authority) : value);

        Assert.Equal(expected, (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task EachAsync(HttpClient client, Action<AccessRow, string, HttpResponseMessage> check)
    {
        foreach (var row in AccessTable.Rows)
        {
            using var answer = await AskAsync(client, row, "default");
            check(row, answer.RequestMessage!.RequestUri!.AbsolutePath, answer);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(HttpClient client, AccessRow row, string site)
    {
        var pattern = Endpoints().First(endpoint => (endpoint.Method, endpoint.Pattern) == (row.Method, row.Pattern)).Real;
        var path = Parameter().Replace(
            pattern.Replace("{site}", site, StringComparison.Ordinal),
            match => match.Value.StartsWith("{hue", StringComparison.Ordinal) ? "1" : "none");
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), path);
        if (row.Method is "POST" or "PUT")
        {
            request.Content = path.StartsWith("/desk", StringComparison.Ordinal) ? new FormUrlEncodedContent([]) : Json("{}");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private IEnumerable<(string Method, string Pattern, string Real)> Endpoints() =>
        from endpoint in _service.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method != "HEAD"
        select (method, Hash().Replace(pattern, "/assets/*"), pattern);

    private static bool IsTurnedAway(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        || (answer.StatusCode == HttpStatusCode.Redirect
            && answer.Headers.Location!.ToString().StartsWith("/desk/-/sign-in", StringComparison.Ordinal));

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^/assets/[0-9a-f]{12}")]
    private static partial Regex Hash();
}
