using System.Net;
using System.Text.RegularExpressions;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk.SignIn;

/// <summary>When sessions end, whoever holds a copy of the cookie.</summary>
public sealed partial class SessionTests : IAsyncLifetime
{
    private RunningService _service = null!;
    private Person _mila = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync(
            ("Recommender:SignIn:SessionLasts", "01:00:00"), ("Recommender:SignIn:SessionLastsAtMost", "10:00:00"));
        _mila = await _service.PersonAsync("mila", Role.Editor);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_copied_cookie_is_dead_after_the_sign_out_and_other_sessions_go_on()
    {
        var (owner, cookie) = await SignInAsync();
        var (other, _) = await SignInAsync();
        using var thief = Copy(cookie);
        Assert.True(await IsInAsync(thief));

        var answer = await owner.SendFormAsync("/desk/-/account", "/desk/-/sign-out", ("from", "x"));

        Assert.Equal("/desk/-/sign-in", answer.Headers.Location?.ToString());
        Assert.False(await IsInAsync(thief));
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await thief.GetAsync("/v1/default/rules", TestContext.Current.CancellationToken)).StatusCode);
        Assert.True(await IsInAsync(other));
    }

    [Fact]
    public async Task A_session_in_use_ends_at_its_longest_time()
    {
        var (client, cookie) = await SignInAsync();
        for (var half = 0; half < 19; half++)
        {
            _service.Clock.Advance(TimeSpan.FromMinutes(30));
            Assert.True(await IsInAsync(client), $"after {half} halves of an hour");
        }

        _service.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.False(await IsInAsync(client));
        Assert.False(await IsInAsync(Copy(cookie)));
    }

    [Fact]
    public async Task An_unused_session_ends_whichever_copy_was_renewed_last()
    {
        var (_, cookie) = await SignInAsync();
        using var copy = Copy(cookie);
        _service.Clock.Advance(TimeSpan.FromMinutes(50));
        Assert.True(await IsInAsync(copy));
        _service.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.False(await IsInAsync(copy));
    }

    [Fact]
    public async Task A_new_sign_in_with_the_same_browser_ends_its_earlier_session()
    {
        var (client, cookie) = await SignInAsync();
        await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password));

        Assert.False(await IsInAsync(Copy(cookie)));
        Assert.True(await IsInAsync(client));
    }

    [Fact]
    public async Task A_persons_sessions_are_listed_and_end_one_by_one_or_all_but_this()
    {
        var (own, _) = await SignInAsync("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0");
        var (phone, _) = await SignInAsync("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1");
        var (third, _) = await SignInAsync();

        var page = await own.TextAsync("/desk/-/account");
        Assert.Contains("Firefox on Windows (this one)", page, StringComparison.Ordinal);
        Assert.Contains("Safari on iPhone", page, StringComparison.Ordinal);
        Assert.Contains("2026-06-01", page, StringComparison.Ordinal);
        var ends = EndForm().Matches(page).Select(match => match.Value).ToList();
        Assert.Equal(2, ends.Count);

        var answer = await own.SendFormAsync("/desk/-/account", ends[0], ("from", "x"));
        Assert.Equal("/desk/-/account?done=ended", answer.Headers.Location?.ToString());
        Assert.Single(new[] { await IsInAsync(phone), await IsInAsync(third) }, isIn => isIn);

        await own.SendFormAsync("/desk/-/account", "/desk/-/account/sessions/end-others", ("from", "x"));
        Assert.Equal((true, false, false), (await IsInAsync(own), await IsInAsync(phone), await IsInAsync(third)));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        await _service.PersonAsync("tom", Role.Administrator);
        var (mila, _) = await SignInAsync();
        var id = Assert.Single(await _service.Get<SessionStore>().ListAsync(_mila.Id, TestContext.Current.CancellationToken)).Id;
        var tom = await _service.SignedInAsync("tom");

        var answer = await tom.SendFormAsync("/desk/-/account", $"/desk/-/account/sessions/{id}/end", ("from", "x"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(await IsInAsync(mila));
    }

    [Fact]
    public async Task No_session_begins_for_somebody_who_changed_since_the_password_was_checked()
    {
        var cancel = TestContext.Current.CancellationToken;
        var store = _service.Get<SessionStore>();
        var before = (await _service.CheckAsync("mila", Guests.Password))!;
        await _service.Get<PersonStore>().SignOutEverywhereAsync(_mila.Id, Actor.Operator, cancel);
        Assert.Null(await store.BeginAsync(before, "x", cancel));

        var now = (await _service.CheckAsync("mila", Guests.Password))!;
        await _service.Get<PersonStore>().SetDisabledAsync(_mila.Id, true, Actor.Operator, cancel);
        Assert.Null(await store.BeginAsync(now, "x", cancel));
    }

    [Fact]
    public async Task The_store_holds_no_secret_of_a_session()
    {
        await SignInAsync();
        var id = Assert.Single(await _service.Get<SessionStore>().ListAsync(_mila.Id, TestContext.Current.CancellationToken)).Id;

        Assert.Null(await _service.Get<SessionStore>().FindAsync(id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_form_that_is_sent_after_the_session_ended_is_not_lost()
    {
        var (client, _) = await SignInAsync();
        var page = $"/desk/default/articles/{Recommender.Service.Articles.ArticleKey.Of("choir")}";
        var token = await client.TokenAsync(page);
        (string, string?)[] fields = [("__RequestVerificationToken", token), ("note", "my <draft> & more")];
        _service.Clock.Advance(TimeSpan.FromMinutes(61));

        var answer = await client.SendAsync(Guests.Form(client, page, fields), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("name=\"note\" value=\"my &lt;draft&gt; &amp; more\"", text, StringComparison.Ordinal);
        Assert.Contains($"action=\"{page}\"", text, StringComparison.Ordinal);
        await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password));
        var again = await client.SendAsync(Guests.Form(client, page, fields), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.Unauthorized, again.StatusCode);
        Assert.DoesNotContain("The form could not be read", await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/desk/é", "/desk/%C3%A9")]
    [InlineData("/desk/default/articles?q=é 1", "/desk/default/articles?q=%C3%A9%201")]
    [InlineData("/desk/../site/default/", "/desk")]
    [InlineData("/desk/%0d%0aSet-Cookie:x", "/desk/%0d%0aSet-Cookie:x")]
    [InlineData("/deskx", "/desk")]
    public async Task Signing_in_returns_to_an_address_that_a_header_can_carry(string wanted, string expected)
    {
        var client = _service.NewClient();
        var answer = await client.SendFormAsync(
            "/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password), ("to", wanted));

        Assert.Equal((HttpStatusCode.Redirect, expected), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task An_unencoded_address_leads_to_the_sign_in_and_back()
    {
        var turnedAway = await _service.NewClient().GetAsync("/desk/%C3%A9?q=%C3%A9", TestContext.Current.CancellationToken);

        Assert.Equal("/desk/-/sign-in?to=%2Fdesk%2F%25C3%25A9%3Fq%3D%25C3%25A9", turnedAway.Headers.Location?.OriginalString);
    }

    private async Task<(HttpClient Client, string Cookie)> SignInAsync(string agent = "Mozilla/5.0 (X11; Linux) Chrome/140")
    {
        var client = _service.NewClient();
        client.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
        var answer = await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", "mila"), ("password", Guests.Password));
        return (client, answer.Headers.GetValues("Set-Cookie")
            .Single(value => value.StartsWith(Sessions.Cookie, StringComparison.Ordinal)).Split(';')[0]);
    }

    private HttpClient Copy(string cookie)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = _service.Address,
        };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    private static async Task<bool> IsInAsync(HttpClient client) =>
        (await client.GetAsync("/desk/default", TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.OK;

    [GeneratedRegex("/desk/-/account/sessions/[0-9a-f]{64}/end")]
    private static partial Regex EndForm();
}
