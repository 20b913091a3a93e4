using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>What ends one-time links and keys besides their use.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    private RunningService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _service = await Guests.ServiceAsync();
        await _service.Folder.WithAsync("blog", TestArticles.Of("post"));
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    private PersonStore People => _service.Get<PersonStore>();

    private OneTimeLinkStore Links => _service.Get<OneTimeLinkStore>();

    private AccessManagement Access => _service.Get<AccessManagement>();

    [Theory]
    [InlineData("blog", Role.Administrator)]
    [InlineData("blog", Role.Viewer)]
    [InlineData("default", Role.Viewer)]
    [InlineData("default", null)]
    public async Task A_reset_link_ends_with_any_change_of_the_persons_roles(string site, Role? role)
    {
        var cancel = TestContext.Current.CancellationToken;
        var person = await _service.PersonAsync("ed", Role.Editor, "default");
        var boss = await _service.PersonAsync("boss", Role.Administrator, "default");
        var secret = (await Access.ResetAsync(person.Id, Actor.Of(boss), cancel)).Value!.Secret;

        await People.SetRoleAsync(person.Id, site, role, Actor.Operator, cancel);

        Assert.Null(await Links.PersonOfAsync(secret, cancel));
        Assert.Null(await Links.ChoosePasswordAsync(secret, "hash", cancel));
    }

    [Fact]
    public async Task Of_many_who_use_one_link_at_once_one_chooses_the_password()
    {
        var cancel = TestContext.Current.CancellationToken;
        var person = await _service.PersonAsync("ed", Role.Editor, "default");
        foreach (var secret in new[]
        {
            (await Access.ResetAsync(person.Id, Actor.Operator, cancel)).Value!.Secret,
            (await Access.InviteAsync("New", "new", "default", "editor", Actor.Operator, cancel)).Value!.Secret,
        })
        {
            var chosen = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Links.ChoosePasswordAsync(secret, $"hash {i}", cancel)));

            Assert.Single(chosen, id => id is not null);
            Assert.Null(await Links.PersonOfAsync(secret, cancel));
        }
    }

    [Fact]
    public async Task A_link_is_opened_only_by_its_exact_secret()
    {
        var cancel = TestContext.Current.CancellationToken;
        var person = await _service.PersonAsync("ed", Role.Editor, "default");
        var secret = (await Access.ResetAsync(person.Id, Actor.Operator, cancel)).Value!.Secret;
        using var client = _service.NewClient();
        foreach (var guess in new[]
        {
            "", "%00", "%25", secret[..^1], secret + "%00", secret + "x", "%20" + secret, Secrets.Hash(secret),
            new string('A', secret.Length), new string('%', secret.Length),
        })
        {
            var answer = await client.GetAsync($"/desk/-/password?link={guess}", cancel);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"'{guess}': {answer.StatusCode}");
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/desk/-/password?link={secret}", cancel)).StatusCode);
    }

    [Fact]
    public async Task An_invitation_ends_with_a_change_of_roles_and_the_page_says_so()
    {
        var cancel = TestContext.Current.CancellationToken;
        await _service.PersonAsync("boss", Role.Administrator);
        var invited = (await Access.InviteAsync("New", "new", "default", "editor", Actor.Operator, cancel)).Value!;
        var boss = await _service.SignedInAsync("boss");

        var answer = await boss.SendFormAsync(
            "/desk/-/people", $"/desk/-/people/{invited.Person.Id}/role", ("site", "*"), ("role", "administrator"));

        var page = await boss.TextAsync(answer.Headers.Location!.ToString());
        Assert.Contains("link of this person has ended", page, StringComparison.Ordinal);
        Assert.Null(await Links.PersonOfAsync(invited.Secret, cancel));
    }

    [Fact]
    public async Task The_link_that_a_disabled_administrator_made_lets_nobody_in()
    {
        var cancel = TestContext.Current.CancellationToken;
        var quitter = await _service.PersonAsync("quitter", Role.Administrator, "blog");
        var ghost = (await Access.InviteAsync("Ghost", "ghost", "blog", "administrator", Actor.Of(quitter), cancel)).Value!;

        await People.SetDisabledAsync(quitter.Id, true, Actor.Operator, cancel);
        await People.SetDisabledAsync(quitter.Id, false, Actor.Operator, cancel);

        Assert.Null(await Links.ChoosePasswordAsync(ghost.Secret, "hash", cancel));
    }

    [Fact]
    public async Task The_link_of_an_administrator_who_lost_the_role_lets_nobody_in_and_other_links_stay()
    {
        var cancel = TestContext.Current.CancellationToken;
        var boss = await _service.PersonAsync("boss", Role.Administrator, "blog");
        await People.SetRoleAsync(boss.Id, "default", Role.Administrator, Actor.Operator, cancel);
        var actor = Actor.Of((await People.FindAsync(boss.Id, cancel))!);
        var lost = (await Access.InviteAsync("A", "a", "blog", "editor", actor, cancel)).Value!;
        var kept = (await Access.InviteAsync("B", "b", "default", "editor", actor, cancel)).Value!;

        await People.SetRoleAsync(boss.Id, "blog", Role.Editor, Actor.Operator, cancel);

        Assert.Null(await Links.PersonOfAsync(lost.Secret, cancel));
        Assert.NotNull(await Links.PersonOfAsync(kept.Secret, cancel));
    }

    [Fact]
    public async Task A_link_made_with_a_key_ends_when_the_key_is_revoked()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (key, _) = await _service.Get<ApiKeyStore>().AddAsync(
            "k", "blog", Role.Administrator, DateTimeOffset.MaxValue, Actor.Operator, cancel);
        var made = (await Access.InviteAsync("A", "a", "blog", "editor", Actor.Of(key), cancel)).Value!;

        await _service.Get<ApiKeyStore>().RevokeAsync(key.Id, Actor.Operator, cancel);

        Assert.Null(await Links.PersonOfAsync(made.Secret, cancel));
    }

    [Fact]
    public async Task Keys_of_a_disabled_person_end_and_enabling_does_not_bring_them_back()
    {
        var cancel = TestContext.Current.CancellationToken;
        var quitter = await _service.PersonAsync("quitter", Role.Administrator, "blog");
        await _service.PersonAsync("boss", Role.Administrator);
        using var session = await _service.SignedInAsync("quitter");
        using var first = await KeyByAsync(session, "first");
        // A key made with a key belongs to the same person.
        using var second = await KeyByAsync(first, "second");
        Assert.True(await WorksAsync(first) && await WorksAsync(second));

        var boss = await _service.SignedInAsync("boss");
        Assert.Contains("Disable and sign out, and revoke 2 keys", await boss.TextAsync("/desk/-/people"), StringComparison.Ordinal);
        var answer = await boss.SendFormAsync("/desk/-/people", $"/desk/-/people/{quitter.Id}/disable", ("from", "x"));
        var page = await boss.TextAsync(answer.Headers.Location!.ToString());

        Assert.Contains("their sessions, links and keys have ended", page, StringComparison.Ordinal);
        Assert.Contains("keys revoked: ", page, StringComparison.Ordinal);
        Assert.Equal((false, false), (await WorksAsync(first), await WorksAsync(second)));
        await People.SetDisabledAsync(quitter.Id, false, Actor.Operator, cancel);
        Assert.Equal((false, false), (await WorksAsync(first), await WorksAsync(second)));
    }

    [Fact]
    public async Task A_key_may_do_no_more_than_the_person_who_made_it_may_at_present()
    {
        var cancel = TestContext.Current.CancellationToken;
        var boss = await _service.PersonAsync("boss", Role.Administrator, SiteRoles.AllSites);
        await _service.PersonAsync("other", Role.Administrator, SiteRoles.AllSites);
        using var session = await _service.SignedInAsync("boss");
        using var key = await KeyByAsync(session, "k", SiteRoles.AllSites);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/people/history"));

        await People.SetRoleAsync(boss.Id, "blog", Role.Viewer, Actor.Operator, cancel);
        await People.SetRoleAsync(boss.Id, SiteRoles.AllSites, null, Actor.Operator, cancel);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/blog/rules"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/default/rules"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/people"));
        await People.SetRoleAsync(boss.Id, SiteRoles.AllSites, Role.Administrator, Actor.Operator, cancel);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/people"));
    }

    private async Task<HttpClient> KeyByAsync(HttpClient by, string name, string site = "blog")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/keys")
        {
            Content = JsonContent.Create(new { name, site, role = "administrator" }),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var answer = await by.SendAsync(request, TestContext.Current.CancellationToken);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return _service.WithKey(made.GetProperty("key").GetString());
    }

    private static async Task<bool> WorksAsync(HttpClient key) => await StatusAsync(key, "/v1/blog/rules") == HttpStatusCode.OK;

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) =>
        (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode;
}
