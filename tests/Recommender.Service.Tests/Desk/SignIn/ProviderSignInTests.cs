using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk.SignIn;

/// <summary>Sign-in with OpenID Connect, against a provider on this machine.</summary>
public sealed class ProviderSignInTests : IAsyncLifetime
{
    private TestProvider _provider = null!;
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await TestProvider.StartAsync();
        _service = await Guests.ServiceAsync(
            ("Recommender:SignIn:OpenIdConnect:Authority", _provider.Address), ("Recommender:SignIn:OpenIdConnect:ClientId", "desk"),
            ("Recommender:SignIn:OpenIdConnect:ClientSecret", "secret"), ("Recommender:SignIn:OpenIdConnect:Name", "Newsroom login"),
            ("Recommender:SignIn:OpenIdConnect:RoleClaim", "groups"),
            ("Recommender:SignIn:OpenIdConnect:Roles:0:Value", "everybody"), ("Recommender:SignIn:OpenIdConnect:Roles:0:Role", "viewer"),
            ("Recommender:SignIn:OpenIdConnect:Roles:1:Value", "desk"), ("Recommender:SignIn:OpenIdConnect:Roles:1:Role", "chiefEditor"),
            ("Recommender:SignIn:OpenIdConnect:Roles:1:Site", "default"));
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Name_and_roles_follow_the_provider_at_each_sign_in()
    {
        Says("mila", "everybody", "desk");
        Assert.Contains("Sign in with Newsroom login", await _service.NewClient().TextAsync("/desk/-/sign-in"), StringComparison.Ordinal);

        var (client, end) = await SignInAsync("/desk/default/articles");

        Assert.Equal("/desk/default/articles", end);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode);
        var mila = Assert.Single(await _service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(("mila", "Name of mila", true), (mila.SignIn, mila.Name, mila.IsExternal));
        Assert.Equal((Role.ChiefEditor, Role.Viewer), (mila.Roles.At("default"), mila.Roles.At("blog")));

        Says("mila", "everybody");
        await SignInAsync("/desk");
        mila = Assert.Single(await _service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Role.Viewer, mila.Roles.At("default"));
    }

    [Fact]
    public async Task A_person_without_a_role_with_a_taken_name_or_disabled_is_refused()
    {
        Says("tom", "others");
        Assert.Equal("/desk/-/sign-in?failed=roles", (await SignInAsync("/desk")).End);

        await _service.PersonAsync("boss", Role.Administrator);
        Says("boss", "desk");
        Assert.Equal("/desk/-/sign-in?failed=roles", (await SignInAsync("/desk")).End);

        Says("mila", "desk");
        await SignInAsync("/desk");
        var mila = (await _service.Get<PersonStore>().FindBySignInAsync("mila", TestContext.Current.CancellationToken))!;
        await _service.Get<PersonStore>().SetDisabledAsync(mila.Id, true, Actor.Operator, TestContext.Current.CancellationToken);
        Assert.Equal("/desk/-/sign-in?failed=roles", (await SignInAsync("/desk")).End);
        Assert.Null(await _service.CheckAsync("mila", ""));
    }

    [Fact]
    public async Task An_unsolicited_answer_is_refused()
    {
        var answer = await _service.NewClient().GetAsync("/desk/-/provider/callback?code=x&state=y", TestContext.Current.CancellationToken);

        Assert.Equal("/desk/-/sign-in?failed=provider", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("nonce")]
    [InlineData("no nonce")]
    [InlineData("expired")]
    [InlineData("other key")]
    [InlineData("not signed")]
    [InlineData("HMAC with the public key")]
    public async Task A_token_that_is_forged_or_for_somebody_else_is_refused(string how)
    {
        Says("mila", "desk");
        using var other = RSA.Create(2048);
        _provider.Changes = (token, own) =>
        {
            switch (how)
            {
                case "issuer": token.Issuer = "https://elsewhere.example"; break;
                case "audience": token.Audience = "another-service"; break;
                case "nonce": token.Subject.RemoveClaim(token.Subject.FindFirst("nonce")); token.Subject.AddClaim(new("nonce", "x")); break;
                case "no nonce": token.Subject.RemoveClaim(token.Subject.FindFirst("nonce")); break;
                case "expired": (token.NotBefore, token.Expires) = (new DateTime(2020, 1, 1), new DateTime(2020, 1, 2)); break;
                case "not signed": token.SigningCredentials = null; break;
                case "other key":
                    token.SigningCredentials = new(new RsaSecurityKey(other) { KeyId = "1" }, SecurityAlgorithms.RsaSha256);
                    break;
                default:
                    token.SigningCredentials = new(
                        new SymmetricSecurityKey(own.ExportSubjectPublicKeyInfo()) { KeyId = "1" }, SecurityAlgorithms.HmacSha256);
                    break;
            }
        };

        var (client, end) = await SignInAsync("/desk/default");

        Assert.Equal("/desk/-/sign-in?failed=provider", end);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(await _service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken));
        _provider.Changes = null;
        Assert.Equal("/desk/default", (await SignInAsync("/desk/default")).End);
    }

    [Fact]
    public async Task Roles_removed_at_the_provider_end_within_the_hour_although_the_session_is_in_use()
    {
        Says("mila", "desk");
        var (client, _) = await SignInAsync("/desk");
        Says("mila");
        for (var minute = 0; minute < 59; minute += 10)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode);
            _service.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        var answer = await client.GetAsync("/desk/default", TestContext.Current.CancellationToken);

        Assert.Equal("/desk/-/provider?to=%2Fdesk%2Fdefault", answer.Headers.Location?.ToString());
        Assert.Equal("/desk/-/sign-in?failed=roles", (await SignInAsync("/desk")).End);
        var mila = Assert.Single(await _service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(mila.Roles.BySite);
    }

    [Fact]
    public async Task A_page_is_requested_again_through_the_provider_and_a_form_is_kept_when_the_hour_is_over()
    {
        Says("mila", "desk");
        var (client, _) = await SignInAsync("/desk");
        var token = await client.TokenAsync("/desk/default/articles?q=choir");
        _service.Clock.Advance(TimeSpan.FromMinutes(61));

        var answer = await client.SendAsync(
            Guests.Form(client, "/desk/default/articles/bulk", ("__RequestVerificationToken", token), ("reason", "half written")),
            TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("value=\"half written\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/desk/-/provider\"", page, StringComparison.Ordinal);
        Assert.Equal("/desk/default/articles", (await SignInAsync("/desk/default/articles")).End);
    }

    [Theory]
    [InlineData("x\n", 3000, "x x x")]
    [InlineData("A\u200bda \u202eAdmin", 1, "Ada Admin")]
    [InlineData("operator", 1, "operator")]
    public async Task A_name_of_the_provider_is_cleaned_and_told_apart(string name, int times, string begins)
    {
        await _service.PersonAsync("ada", Role.Administrator, name: "Ada Admin");
        Says("ext 6\u200b", "desk");
        _provider.Claims.RemoveAll(claim => claim.Type == "name");
        _provider.Claims.Add(new Claim("name", string.Concat(Enumerable.Repeat(name, times))));

        await SignInAsync("/desk");
        var person = (await _service.Get<PersonStore>().ListAsync(TestContext.Current.CancellationToken)).Single(found => found.IsExternal);

        Assert.StartsWith(begins, person.Name, StringComparison.Ordinal);
        Assert.InRange(person.Name.Length, 1, 100);
        Assert.Equal("ext.6", person.SignIn);
        Assert.EndsWith(" (ext.6)", Actor.Of(person).Name, StringComparison.Ordinal);
    }

    private void Says(string name, params string[] groups)
    {
        _provider.Claims.Clear();
        _provider.Claims.AddRange([new Claim("sub", $"id-{name}"), new Claim("preferred_username", name),
            new Claim("name", $"Name of {name}")]);
        _provider.Claims.AddRange(groups.Select(group => new Claim("groups", group)));
    }

    /// <summary>Follows the redirects to the provider and back, as a browser does.</summary>
    private async Task<(HttpClient Client, string End)> SignInAsync(string wanted)
    {
        // The service's clock is in the past, so a cookie jar would consider its cookies expired: they are kept manually.
        var cookies = new Dictionary<string, string>();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var at = new Uri(_service.Address, $"/desk/-/provider?to={Uri.EscapeDataString(wanted)}");
        for (var hop = 0; hop < 3; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            if (cookies.Count > 0 && at.Port == _service.Address.Port)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
            foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                var pair = set.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            at = new Uri(at, answer.Headers.Location!);
        }

        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress =
            _service.Address };
        if (cookies.TryGetValue(Sessions.Cookie, out var session))
        {
            client.DefaultRequestHeaders.Add("Cookie", $"{Sessions.Cookie}={session}");
        }

        return (client, at.PathAndQuery);
    }
}
