using System.Net;
using System.Text.RegularExpressions;
using Recommender.Service.People;
using Recommender.Service.Tests.People;

namespace Recommender.Service.Tests.Desk;

public sealed partial class DeskPageTests : IAsyncLifetime
{
    private const string Script = "<script>alert('x')</script>";
    private RunningService _service = null!;
    private HttpClient _boss = null!;

    public async ValueTask InitializeAsync()
    {
        var hostile = TestArticles.Of("h", text: "plain words") with { Title = $"Hostile {Script}", Section = Script,
            Url = "https://example.org/h\"><script>" };
        _service = await Guests.ServiceWithAsync([.. TestArticles.Newsroom, hostile]);
        await _service.PersonAsync("boss", Role.Administrator, name: $"Boss {Script}");
        _boss = await _service.SignedInAsync("boss");
    }

    public async ValueTask DisposeAsync()
    {
        _boss.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Pages_run_only_their_own_script_and_are_neither_framed_nor_cached()
    {
        foreach (var path in new[] { "/desk/-/sign-in", "/desk/default", "/desk/default/articles?q=choir", "/desk/-/people", "/desk/-/keys",
            "/desk/-/account", "/desk/nowhere", "/desk/-/password?link=x" })
        {
            var answer = await _boss.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.All(ScriptTag().Matches(page),
                tag => Assert.StartsWith("<script type=\"module\" src=\"/assets/", tag.Value, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Markup_in_names_titles_addresses_and_queries_is_shown_as_text()
    {
        await _boss.SendFormAsync("/desk/-/people", "/desk/-/people", ("name", Script), ("signIn", "<b>x</b>"), ("site", "*"),
            ("role", "viewer"));
        await _boss.SendFormAsync("/desk/-/keys", "/desk/-/keys", ("name", Script), ("site", "*"), ("role", "viewer"), ("days", "1"));
        foreach (var path in new[] { "/desk/-/people", "/desk/-/keys", "/desk/-/account",
            $"/desk/default/articles?q={Uri.EscapeDataString("hostile \"'><script>")}", "/desk/default/articles?q=hostile" })
        {
            var page = await _boss.TextAsync(path);
            Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
            Assert.Single(ScriptTag().Matches(page));
        }
    }

    [Fact]
    public async Task An_administrator_invites_changes_and_disables_on_the_people_page()
    {
        var invited = await _boss.SendFormAsync("/desk/-/people", "/desk/-/people", ("name", "Mila"), ("signIn", "mila"),
            ("site", "default"), ("role", "viewer"));
        Assert.Matches(@"http://127\.0\.0\.1:\d+/desk/-/password\?link=[A-Za-z0-9_-]{43}",
            await invited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var mila = (await _service.Get<PersonStore>().FindBySignInAsync("mila", TestContext.Current.CancellationToken))!;

        var refused = await _boss.SendFormAsync("/desk/-/people", "/desk/-/people", ("name", "Other"), ("signIn", "mila"),
            ("site", "default"), ("role", "viewer"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("The sign-in name mila is already in use",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await _boss.SendFormAsync("/desk/-/people", $"/desk/-/people/{mila.Id}/role", ("site", "*"), ("role", "chiefEditor"));
        await _boss.SendFormAsync("/desk/-/people", $"/desk/-/people/{mila.Id}/role", ("site", "default"), ("role", "none"));
        await _boss.SendFormAsync("/desk/-/people", $"/desk/-/people/{mila.Id}/disable", ("from", "x"));

        mila = (await _service.Get<PersonStore>().FindAsync(mila.Id, TestContext.Current.CancellationToken))!;
        Assert.Equal(new Dictionary<string, Role> { ["*"] = Role.ChiefEditor }, mila.Roles.BySite);
        Assert.NotNull(mila.Disabled);
        Assert.Contains("disabled", await _boss.TextAsync("/desk/-/people"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_shown_once_on_the_keys_page()
    {
        var made = await _boss.SendFormAsync("/desk/-/keys", "/desk/-/keys", ("name", "nightly"), ("site", "default"), ("role", "viewer"),
            ("days", "30"));
        var secret = Secret().Match(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;
        Assert.NotEmpty(secret);

        var page = await _boss.TextAsync("/desk/-/keys");
        Assert.DoesNotMatch(Secret(), page);
        Assert.Contains(secret[..10], page, StringComparison.Ordinal);
        await _boss.SendFormAsync("/desk/-/keys", RevokeAction().Match(page).Groups[1].Value, ("from", "x"));
        Assert.Contains("Revoked on 2026-06-01", await _boss.TextAsync("/desk/-/keys"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_opens_at_the_users_site_and_reports_unknown_pages()
    {
        await _service.PersonAsync("viewer", Role.Viewer, "default");
        using var viewer = await _service.SignedInAsync("viewer");

        Assert.Equal("/desk/default", (await viewer.GetAsync("/desk", TestContext.Current.CancellationToken)).Headers.Location?.ToString());
        Assert.DoesNotContain("/desk/-/people", await viewer.TextAsync("/desk/default"), StringComparison.Ordinal);
        var people = await viewer.GetAsync("/desk/-/people", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, people.StatusCode);
        Assert.Contains("needs the role administrator", await people.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _boss.GetAsync("/desk/nowhere", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("Page not found", await _boss.TextAsync("/desk/-/nothing"), StringComparison.Ordinal);
    }

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex ScriptTag();

    [GeneratedRegex("rk_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();

    [GeneratedRegex("action=\"(/desk/-/keys/[^\"]+/revoke)\"")]
    private static partial Regex RevokeAction();
}
