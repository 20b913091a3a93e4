using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.People;
using Recommender.Service.Tests.Editing;
using Recommender.Service.Training;

namespace Recommender.Service.Tests.People;

/// <summary>An administrator of one site who reaches for another: by other spellings of its name, and by ids of what is there.</summary>
public sealed partial class OtherSiteTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private HttpClient _blogs = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        await _service.Folder.WithAsync("blog", TestArticles.Of("post"));
        _blogs = await _service.KeyAsync(Role.Administrator, "blog");
    }

    public async ValueTask DisposeAsync()
    {
        _blogs.Dispose();
        await _service.DisposeAsync();
    }

    [Theory]
    [InlineData("%64efault")]
    [InlineData("DEFAULT")]
    [InlineData("%2A")]
    [InlineData("*")]
    [InlineData("default%20")]
    [InlineData("default%00")]
    [InlineData("default%0A")]
    [InlineData("blog%2F..%2Fdefault")]
    [InlineData("blog%5C..%5Cdefault")]
    [InlineData("blog;default")]
    [InlineData("%EF%BD%84efault")]
    public async Task No_spelling_of_a_sites_name_opens_it(string spelled)
    {
        var rows = AccessTable.Rows.Where(row => row.Least.Role is not null && row.Pattern.Contains("{site}", StringComparison.Ordinal));
        foreach (var row in rows)
        {
            var path = Parameter().Replace(row.Pattern.Replace("{site}", spelled, StringComparison.Ordinal), ArticleKey.Of("choir"));

            var status = await StatusAsync(row.Method, path);

            Assert.True(
                status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{row} as {path}: {status}");
        }
    }

    [Fact]
    public async Task Nothing_of_another_site_is_found_through_the_own_one()
    {
        var rule = await _service.MakeAsync(RuleRequests.Pin("harbour-1", "choir", 1));
        var run = (await _service.Get<RunStore>().ClaimAsync(SiteStore.Default, RunRequest.Operator, RunOwner.Current, Cancel))!.Id;
        var person = (await _service.PersonAsync("ed", Role.Editor, "default")).Id;
        var (key, _) = await _service.Get<ApiKeyStore>().AddAsync(
            "k", "default", Role.Viewer, _service.Clock.GetUtcNow().AddDays(9), Actor.Operator, Cancel);
        var article = ArticleKey.Of("choir");
        foreach (var (method, path) in new[]
        {
            ("GET", $"rules/{rule}"), ("GET", $"rules/{rule}/history"), ("DELETE", $"rules/{rule}"),
            ("POST", $"rules/{rule}/restore?version=1"),
            ("GET", $"runs/{run}"), ("POST", $"runs/{run}/cancel"), ("GET", $"articles/{article}"), ("GET", $"articles/{article}/block"),
            ("GET", $"articles/{article}/block/history"), ("DELETE", "articles/choir"),
            ("GET", $"rules/..%2F..%2Fdefault%2Frules%2F{rule}"), ("GET", $"runs/..%2F..%2Fdefault%2Fruns%2F{run}"),
            ("GET", $"models/..%2F..%2Fdefault"), ("GET", "models/..%5C..%5Cdefault"), ("GET", "models/%2Fetc"),
            ("DELETE", "models/..%2Fdefault"), ("POST", "models/..%2Fdefault/promote"),
        })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await StatusAsync(method, $"/v1/blog/{path}")));
        }

        foreach (var path in new[]
        {
            $"articles/{article}", $"articles/{article}/history", $"rules/{rule}", $"runs/{run}/report",
            $"runs/..%2F..%2Fdefault%2F{run}/report", "runs/..%2F..%2F..%2Fkeys/report", "runs/%2Fetc%2Fpasswd/report",
        })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await StatusAsync("GET", $"/desk/blog/{path}")));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("DELETE", $"/v1/people/{person}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("POST", $"/v1/people/{person}/reset"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("DELETE", $"/v1/keys/{key.Id}"));
    }

    private async Task<HttpStatusCode> StatusAsync(string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
        {
            request.Content = path.StartsWith("/desk", StringComparison.Ordinal)
                ? new FormUrlEncodedContent([]) : new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var answer = await _blogs.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
