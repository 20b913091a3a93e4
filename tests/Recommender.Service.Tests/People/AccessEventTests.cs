using System.Net;
using System.Text.Json;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>Sign-ins, failures, refusals and sign-outs are visible to administrators.</summary>
public sealed class AccessEventTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        await _service.PersonAsync("mila", Role.Editor, "default", name: "Mila");
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Sign_ins_failures_refusals_and_sign_outs_are_in_the_history_without_secrets()
    {
        await _service.Folder.WithAsync("blog", TestArticles.Of("post"));
        var mila = await _service.SignedInAsync("mila");
        await mila.GetAsync("/desk/blog", TestContext.Current.CancellationToken);
        await mila.GetAsync("/desk/-/people", TestContext.Current.CancellationToken);
        await mila.GetAsync("/desk/-/people", TestContext.Current.CancellationToken);
        await mila.SendFormAsync("/desk/-/account", "/desk/-/sign-out", ("from", "x"));
        foreach (var name in new[] { "mila", "my secret phrase", "mila" })
        {
            await _service.NewClient().SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", name), ("password", "wrong secret"));
        }

        using var boss = await _service.KeyAsync(Role.Administrator);
        var json = await boss.TextAsync("/v1/people/history");
        var events = JsonDocument.Parse(json).RootElement.GetProperty("events").EnumerateArray()
            .Select(found => $"{found.GetProperty("kind")} {found.GetProperty("who")} {found.GetProperty("client")} "
                + $"{found.GetProperty("details")} {found.GetProperty("times")}").Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "refused Mila (mila) 127.0.0.1 GET /desk/-/people/: This needs the role administrator. 2",
                "refused Mila (mila) 127.0.0.1 GET /desk/{site} at blog: This needs the role viewer at this site. 1",
                "signInFailed Mila (mila) 127.0.0.1 wrong name or password 2",
                "signInFailed unknown name 127.0.0.1 wrong name or password 1",
                "signedIn Mila (mila) 127.0.0.1 password 1",
                "signedOut Mila (mila) 127.0.0.1  1",
            ], events);
        Assert.DoesNotContain("secret", json, StringComparison.Ordinal);
        Assert.Contains("\"whoId\":\"operator\"", json.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_of_all_sites_see_the_history()
    {
        using var site = await _service.KeyAsync(Role.Administrator, "default");
        using var all = await _service.KeyAsync(Role.Administrator);

        Assert.Equal(HttpStatusCode.Forbidden,
            (await site.GetAsync("/v1/people/history", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest,
            (await all.GetAsync("/v1/people/history?limit=0", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("Sign-ins and refusals", await all.TextAsync("/desk/-/people"), StringComparison.Ordinal);
        Assert.DoesNotContain("Sign-ins and refusals", await site.TextAsync("/desk/-/people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_do_not_push_out_sign_ins_nor_grow_without_bound()
    {
        var cancel = TestContext.Current.CancellationToken;
        var events = _service.Get<AccessEvents>();
        events.Kept = 10;
        await events.AddAsync(AccessEventKind.SignedIn, Actor.Operator, "192.0.2.1", "password", cancel);
        for (var i = 0; i < 30; i++)
        {
            await events.AddAsync(AccessEventKind.SignInFailed, null, $"198.51.100.{i}", "wrong name or password", cancel);
        }

        var latest = await events.LatestAsync(100, cancel);

        Assert.Equal(10, latest.Count(found => found.Kind == AccessEventKind.SignInFailed));
        Assert.Equal("198.51.100.29", latest[0].Client);
        Assert.Single(latest, found => found.Kind == AccessEventKind.SignedIn);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("recommender, by itself")]
    [InlineData("OpenID Connect")]
    [InlineData("key nightly")]
    [InlineData("\u200boperator")]
    public async Task A_name_of_the_program_itself_is_refused(string name)
    {
        var admitted = await _service.Get<AccessManagement>().InviteAsync(
            name, "new", "default", "editor", Actor.Operator, TestContext.Current.CancellationToken);

        Assert.Equal("name", admitted.Refusal?.Field);
    }

    [Fact]
    public async Task Two_people_with_one_name_are_distinguished_in_histories_and_on_the_page()
    {
        var cancel = TestContext.Current.CancellationToken;
        var other = (await _service.Get<AccessManagement>().InviteAsync(
            "Mi\u200bla", "mallory2", "default", "editor", Actor.Operator, cancel)).Value!.Person;
        using var boss = await _service.KeyAsync(Role.Administrator);
        var page = await boss.TextAsync("/desk/-/people");

        Assert.Equal("Mila", other.Name);
        Assert.Contains("<h2>Mila (mila)</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<h2>Mila (mallory2)</h2>", page, StringComparison.Ordinal);
        Assert.Equal($"person:{other.Id}", Actor.Of(other).Id);
        Assert.NotEqual(Actor.Of(other).Name, Actor.Of((await _service.Get<PersonStore>().FindBySignInAsync("mila", cancel))!).Name);
    }
}
