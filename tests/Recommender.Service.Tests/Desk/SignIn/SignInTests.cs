using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Recommender.Service.Hosting;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk.SignIn;

public class SignInTests
{
    [Fact]
    public async Task Signing_in_sets_a_protected_cookie_and_opens_the_requested_page()
    {
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("mila", Role.Editor);
        var client = service.NewClient();

        var turnedAway = await client.GetAsync("/desk/default/articles?q=choir", TestContext.Current.CancellationToken);
        Assert.Equal("/desk/-/sign-in?to=%2Fdesk%2Fdefault%2Farticles%3Fq%3Dchoir", turnedAway.Headers.Location?.ToString());

        var answer = await client.SendFormAsync(
            turnedAway.Headers.Location!.ToString(), "/desk/-/sign-in", ("name", " MILA"), ("password", Guests.Password),
            ("to", "/desk/default/articles?q=choir"));
        Assert.Equal("/desk/default/articles?q=choir", answer.Headers.Location?.ToString());
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"),
            value => value.StartsWith(Sessions.Cookie, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Title of choir", await client.TextAsync("/desk/default/articles?q=choir"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_that_terminates_TLS_the_cookie_is_secure()
    {
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("mila", Role.Editor);
        var client = service.NewClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await client.GetAsync("/desk/-/sign-in", TestContext.Current.CancellationToken);
        var form = Guests.Form(client, "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password),
            ("__RequestVerificationToken", await Guests.TokenOfAsync(page)));
        // The cookie jar of an HTTP client sends no secure cookie: it is sent manually.
        form.Headers.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(value => value.Split(';')[0]));

        var answer = await client.SendAsync(form, TestContext.Current.CancellationToken);

        Assert.Contains("secure", Assert.Single(
            answer.Headers.GetValues("Set-Cookie"), value =>
            value.StartsWith("__Host-" + Sessions.Cookie, StringComparison.Ordinal)), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/desk")]
    [InlineData("/desk/\\elsewhere")]
    [InlineData("/site/default/")]
    public async Task Signing_in_never_redirects_away_from_the_desk(string wanted)
    {
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("mila", Role.Editor);

        var answer = await service.NewClient()
            .SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password), ("to", wanted));

        Assert.Equal("/desk", answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_name_and_a_disabled_person_get_the_same_answer()
    {
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("mila", Role.Editor);
        var gone = await service.PersonAsync("gone", Role.Editor);
        await service.Get<PersonStore>().SetDisabledAsync(gone.Id, true, Actor.Operator, TestContext.Current.CancellationToken);
        var client = service.NewClient();

        var answers = new List<string>();
        foreach (var (name, password) in new[] { ("mila", "wrong"), ("nobody", "wrong"), ("gone", Guests.Password) })
        {
            var answer = await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", name), ("password", password));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.DoesNotContain(answer.Headers, header => header.Key == "Set-Cookie"
                && header.Value.Any(value => value.StartsWith(Sessions.Cookie, StringComparison.Ordinal)));
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answers.Add(page.Replace(Guests.TokenIn(page), "", StringComparison.Ordinal)
                .Replace($"value=\"{name}\"", "", StringComparison.Ordinal));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Too_many_attempts_of_a_client_are_answered_with_a_waiting_time()
    {
        await using var service = await Guests.ServiceAsync(("Recommender:SignIn:TriesPerMinute", "3"));
        var client = service.NewClient();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest,
                (await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", $"n{i}"), ("password", "x"))).StatusCode);
        }

        var answer = await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "n"), ("password", "x"));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK,
            (await client.GetAsync("/v1/default/related?id=choir&fallback=true", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var service = await Guests.ServiceAsync();
        await service.PersonAsync("boss", Role.Administrator);
        var client = await service.SignedInAsync("boss");
        foreach (var (action, fields) in new (string, (string, string?)[])[]
        {
            ("/desk/-/sign-in", [("name", "boss"), ("password", Guests.Password)]), ("/desk/-/sign-out", []),
            ("/desk/-/account/sign-out-everywhere", []),
            ("/desk/-/account/password", [("current", Guests.Password), ("password", "another set of words")]),
            ("/desk/-/people", [("name", "x"), ("signIn", "x"), ("site", "*"), ("role", "viewer")]), ("/desk/-/people/x/disable", []),
            ("/desk/-/people/x/enable", []), ("/desk/-/people/x/reset", []), ("/desk/-/people/x/role", [("site", "*"), ("role", "viewer")]),
            ("/desk/-/keys", [("name", "x"), ("site", "*"), ("role", "viewer"), ("days", "1")]), ("/desk/-/keys/x/revoke", []),
            ("/desk/-/keys/x/take-over", []),
            ("/desk/-/password", [("link", "x")]), ("/desk/-/first-administrator", [("link", "x")]),
        })
        {
            var answer = await client.SendAsync(
                Guests.Form(client, action, [("from", "x"), .. fields]), TestContext.Current.CancellationToken);
            Assert.Equal((action, HttpStatusCode.BadRequest), (action, answer.StatusCode));
            Assert.Contains("The form could not be read", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sessions_end_on_sign_out_everywhere_a_new_password_disabling_and_expiry()
    {
        await using var service = await Guests.ServiceAsync(("Recommender:SignIn:SessionLasts", "01:00:00"));
        var mila = await service.PersonAsync("mila", Role.Editor);
        var store = service.Get<PersonStore>();
        var cancel = TestContext.Current.CancellationToken;

        var (one, other) = (await service.SignedInAsync("mila"), await service.SignedInAsync("mila"));
        await other.SendFormAsync("/desk/-/account", "/desk/-/account/sign-out-everywhere");
        Assert.Equal((false, false), (await IsInAsync(one), await IsInAsync(other)));

        (one, other) = (await service.SignedInAsync("mila"), await service.SignedInAsync("mila"));
        var changed = await other.SendFormAsync("/desk/-/account", "/desk/-/account/password", ("current", Guests.Password),
            ("password", "another set of words"));
        Assert.Equal("/desk/-/account?done=password", changed.Headers.Location?.ToString());
        Assert.Equal((false, true), (await IsInAsync(one), await IsInAsync(other)));
        Assert.NotNull(await service.CheckAsync("mila", "another set of words"));

        await store.SetDisabledAsync(mila.Id, true, Actor.Operator, cancel);
        Assert.False(await IsInAsync(other));

        await service.PersonAsync("tom", Role.Editor);
        var sliding = await service.SignedInAsync("tom");
        service.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.True(await IsInAsync(sliding));
        service.Clock.Advance(TimeSpan.FromMinutes(45));
        Assert.True(await IsInAsync(sliding));
        service.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(await IsInAsync(sliding));
    }

    [Fact]
    public async Task A_session_survives_a_restart_of_the_service_and_roles_change_at_once()
    {
        await using var service = await Guests.ServiceAsync();
        var mila = await service.PersonAsync("mila", Role.Editor);
        var client = service.NewClient();
        var answer = await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(Sessions.Cookie, StringComparison.Ordinal))
            .Split(';')[0];

        await using var restarted = WebHost.Build(
            new Dictionary<string, string?> { ["Recommender:Data"] = service.Folder.Data, ["Recommender:Models"] = service.Folder.Models,
                ["urls"] = "http://127.0.0.1:0" },
            adjust: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(service.Clock)));
        await restarted.StartAsync(TestContext.Current.CancellationToken);
        using var again = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(restarted.Urls.First()) };
        again.DefaultRequestHeaders.Add("Cookie", cookie);

        Assert.Equal(HttpStatusCode.OK, (await again.GetAsync("/desk/-/account", TestContext.Current.CancellationToken)).StatusCode);
        await service.Get<PersonStore>()
            .SetRoleAsync(mila.Id, SiteRoles.AllSites, null, Actor.Operator, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await again.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode);
        await restarted.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<bool> IsInAsync(HttpClient client) =>
        (await client.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK;
}
