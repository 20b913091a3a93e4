using System.Net;
using Recommender.Service.People;
using Recommender.Service.Watching;

namespace Recommender.Service.Tests.People;

/// <summary>Keys of people whose roles an OpenID Connect provider decides: they outlast a holiday, and not a departure.</summary>
public sealed class ProviderKeyTests : IAsyncLifetime
{
    private RunningService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _service = await Guests.ServiceAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task An_administrators_key_administers_no_longer_than_the_provider_confirmed_and_still_works_for_the_rest()
    {
        var (key, _) = await KeyOfAsync("mila", Role.Administrator);
        _service.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/people/history"));

        _service.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/people/history"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/keys"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/desk/default/rules/import"));
        await ComesAsync("mila", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/people/history"));
    }

    [Fact]
    public async Task A_key_stops_thirty_days_after_the_provider_confirmed_and_goes_on_when_its_owner_signs_in()
    {
        var (key, _) = await KeyOfAsync("mila", Role.ChiefEditor);
        _service.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/default/rules"));

        _service.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/default/rules"));
        await ComesAsync("mila", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/default/rules"));
    }

    [Fact]
    public async Task A_key_ends_at_once_when_its_owner_comes_back_without_roles()
    {
        var (key, _) = await KeyOfAsync("mila", Role.ChiefEditor);

        await ComesAsync("mila", null);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/default/rules"));
    }

    [Fact]
    public async Task Health_warns_a_week_before_a_key_in_use_stops_and_not_of_keys_that_nobody_uses()
    {
        var (key, _) = await KeyOfAsync("mila", Role.Viewer);
        await KeyOfAsync("tom", Role.Viewer);
        _service.Clock.Advance(TimeSpan.FromDays(22));
        await StatusAsync(key, "/v1/default/rules");
        Assert.Empty(await WarningsAsync());

        _service.Clock.Advance(TimeSpan.FromDays(1));

        var warning = Assert.Single(await WarningsAsync());
        Assert.Contains($"key of mila (rk_", warning.Text, StringComparison.Ordinal);
        Assert.Contains($"…) stops on {_service.Clock.GetUtcNow().AddDays(7):yyyy-MM-dd}; they must sign in", warning.Text,
            StringComparison.Ordinal);
        _service.Clock.Advance(TimeSpan.FromDays(8));
        await StatusAsync(key, "/v1/default/rules");
        Assert.Contains("…) stopped on ", Assert.Single(await WarningsAsync()).Text, StringComparison.Ordinal);
        await ComesAsync("mila", Role.Administrator);
        Assert.Empty(await WarningsAsync());
    }

    [Fact]
    public async Task A_key_whose_owner_was_confirmed_by_a_clock_that_was_ahead_stops_until_the_owner_signs_in()
    {
        var right = _service.Clock.GetUtcNow();
        _service.Clock.AdjustTime(right.AddYears(1));
        var (key, _) = await KeyOfAsync("mila", Role.ChiefEditor);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/default/rules"));

        _service.Clock.AdjustTime(right);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(key, "/v1/default/rules"));
        await ComesAsync("mila", Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/default/rules"));
    }

    [Fact]
    public async Task Another_administrator_takes_a_key_over_and_it_goes_on()
    {
        var (key, id) = await KeyOfAsync("mila", Role.ChiefEditor);
        await _service.PersonAsync("boss", Role.Administrator);
        _service.Clock.Advance(TimeSpan.FromDays(31));
        using var boss = await _service.SignedInAsync("boss");
        var page = WebUtility.HtmlDecode(await boss.TextAsync("/desk/-/keys"));
        Assert.Contains("(mila) answers for it, whose roles the provider confirmed last on", page, StringComparison.Ordinal);
        Assert.Contains("It has stopped, unless they sign in", page, StringComparison.Ordinal);

        var answer = await boss.SendFormAsync("/desk/-/keys", $"/desk/-/keys/{id}/take-over", ("from", "x"));

        Assert.Equal("/desk/-/keys?done=taken-over", answer.Headers.Location?.ToString());
        _service.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(key, "/v1/default/rules"));
        Assert.Contains(
            await _service.Get<AccessHistory>().LatestAsync(10, Cancel),
            change => change is { Action: "key taken over", Who: "Name of boss (boss)" } && change.SubjectId == $"key:{id}");
    }

    [Fact]
    public async Task Only_a_person_who_administers_its_site_takes_a_key_over()
    {
        var (_, id) = await KeyOfAsync("mila", Role.ChiefEditor);
        var access = _service.Get<AccessManagement>();
        var elsewhere = await _service.PersonAsync("elsewhere", Role.Administrator, "default");
        var boss = await _service.PersonAsync("boss", Role.Administrator);
        var (program, _) = await _service.Get<ApiKeyStore>().AddAsync(
            "program", SiteRoles.AllSites, Role.Administrator, _service.Clock.GetUtcNow().AddDays(9), Actor.Operator, Cancel);

        Assert.NotNull(await access.TakeOverKeyAsync(id, Actor.Of(elsewhere), Cancel));
        Assert.NotNull(await access.TakeOverKeyAsync(id, Actor.Of(program), Cancel));
        Assert.NotNull(await access.TakeOverKeyAsync(program.Id, Actor.Of(boss), Cancel));
        Assert.Null(await access.TakeOverKeyAsync(id, Actor.Of(boss), Cancel));
        await access.RevokeKeyAsync(id, Actor.Of(boss), Cancel);
        Assert.NotNull(await access.TakeOverKeyAsync(id, Actor.Of(boss), Cancel));
    }

    private Task<Person?> ComesAsync(string name, Role? role) => _service.Get<PersonStore>().EnsureExternalAsync(
        $"https://provider.example|{name}", $"Name of {name}", name,
        role is { } given ? new SiteRoles(new Dictionary<string, Role> { [SiteRoles.AllSites] = given }) : SiteRoles.None, Cancel);

    private async Task<(HttpClient Key, string Id)> KeyOfAsync(string name, Role role)
    {
        var person = (await ComesAsync(name, Role.Administrator))!;
        var made = await _service.Get<AccessManagement>().AddKeyAsync(
            $"key of {name}", SiteRoles.AllSites, RoleNames.Of(role), 365, Actor.Of(person), Cancel);
        return (_service.WithKey(made.Value.Secret), made.Value.Key.Id);
    }

    private async Task<Warning[]> WarningsAsync()
    {
        await _service.Get<SiteMonitor>().LookAsync(Cancel);
        return [.. _service.Get<SiteMonitor>().Warnings.Where(warning => warning.Kind == WarningKind.KeysEnding)];
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) =>
        (await client.GetAsync(path, Cancel)).StatusCode;
}
