using System.Net;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Desk.SignIn;
using Recommender.Service.People;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.People;

/// <summary>How people and programs come in: through the services of the endpoints, without the cost of HTTP and slow hashes.</summary>
internal class AccessDoor(IServiceProvider services, FakeTimeProvider clock)
{
    private int _networks;

    public IServiceProvider Services => services;

    public FakeTimeProvider Clock => clock;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>The services over a store of its own.</summary>
    public static ServiceProvider Build(TestFolder folder, FakeTimeProvider clock)
    {
        var configuration = new ConfigurationBuilder().Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging(logs => logs.ClearProviders())
            .AddSingleton<TimeProvider>(clock).AddSingleton(Database.Open(folder.Data)).AddSingleton<SiteStore>()
            .AddPeople(configuration).Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1).BuildServiceProvider();
    }

    /// <summary>Forgets all people, keys and links.</summary>
    public Task EmptyAsync() => Get<Database>().WriteAsync((connection, transaction) => connection.ExecuteAsync(
        """
        delete from session; delete from one_time_link; delete from api_key; delete from person_role; delete from person;
        delete from sign_in_attempt; delete from access_event; delete from access_change;
        """, transaction: transaction));

    /// <returns>What names the session to this door; null if the sign-in failed.</returns>
    public virtual async Task<string?> SignInAsync(string signIn, string password)
    {
        // A client of its own for each attempt: pauses have tests of their own.
        var outcome = await Get<PasswordCheck>().SignInAsync(signIn, password, new SignInClient($"network {_networks++}"));
        return outcome.Person is { } person ? await Get<SessionStore>().BeginAsync(person, "browser") : null;
    }

    /// <returns>As <see cref="SignInAsync"/>; null if the link is over.</returns>
    public virtual async Task<string?> ChoosePasswordAsync(string link, string password) =>
        await Get<OneTimeLinkStore>().ChoosePasswordAsync(link, Get<PasswordCheck>().Hash(password)) is { } id
            ? await Get<SessionStore>().BeginAsync((await Get<PersonStore>().FindAsync(id))!, "browser") : null;

    public virtual async Task SignOutAsync(string session)
    {
        if (await Get<SessionStore>().FindAsync(session) is { } found)
        {
            await Get<SessionStore>().EndAsync(found.Person.Id, found.Session.Id);
        }
    }

    public virtual async Task EndOthersAsync(string session)
    {
        if (await Get<SessionStore>().FindAsync(session) is { } found)
        {
            await Get<SessionStore>().EndOthersAsync(found.Person.Id, found.Session.Id);
        }
    }

    public virtual async Task<Role?> RoleOfSessionAsync(string session, string site) =>
        (await Get<SessionStore>().FindAsync(session))?.Person.Roles.At(site);

    public virtual async Task<Role?> RoleOfKeyAsync(string secret, string site) =>
        (await Get<ApiKeyStore>().UseAsync(secret))?.Rights.At(site);
}

/// <summary>The same through the sign-in pages, cookies and the API of a running service.</summary>
internal sealed class HttpAccessDoor(RunningService service) : AccessDoor(service.Services, service.Clock)
{
    private readonly Dictionary<string, HttpClient> _clients = [];

    public override async Task<string?> SignInAsync(string signIn, string password)
    {
        var client = service.NewClient();
        var answer = await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", signIn), ("password", password));
        // The pauses after failures have tests of their own.
        await Get<SignInAttemptStore>().ClearAsync(signIn);
        return Kept(client, answer);
    }

    public override async Task<string?> ChoosePasswordAsync(string link, string password)
    {
        var client = service.NewClient();
        var page = await client.GetAsync($"/desk/-/password?link={link}");
        return page.StatusCode != HttpStatusCode.OK ? null : Kept(client, await client.SendAsync(Guests.Form(
            client, "/desk/-/password", ("link", link), ("password", password),
            ("__RequestVerificationToken", await Guests.TokenOfAsync(page)))));
    }

    public override Task SignOutAsync(string session) => PostAsync(session, "/desk/-/sign-out");

    public override Task EndOthersAsync(string session) => PostAsync(session, "/desk/-/account/sessions/end-others");

    public override Task<Role?> RoleOfSessionAsync(string session, string site) => RoleAsync(_clients[session], site);

    public override async Task<Role?> RoleOfKeyAsync(string secret, string site)
    {
        using var client = service.WithKey(secret);
        return await RoleAsync(client, site);
    }

    private async Task PostAsync(string session, string action)
    {
        var client = _clients[session];
        var page = await client.GetAsync("/desk/-/account");
        if (page.StatusCode == HttpStatusCode.OK)
        {
            await client.SendAsync(Guests.Form(
                client, action, ("from", "x"), ("__RequestVerificationToken", await Guests.TokenOfAsync(page))));
        }
    }

    private string? Kept(HttpClient client, HttpResponseMessage answer)
    {
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            return null;
        }

        var handle = $"client {_clients.Count}";
        _clients[handle] = client;
        return handle;
    }

    // For all sites only administrators have an endpoint; lower roles for all sites are seen at each site.
    private static async Task<Role?> RoleAsync(HttpClient client, string site)
    {
        if (site == SiteRoles.AllSites)
        {
            return await MayAsync(client, HttpMethod.Get, "/v1/people/history") ? Role.Administrator : null;
        }

        return await MayAsync(client, HttpMethod.Post, $"/v1/{site}/runs/none/cancel") ? Role.Administrator
            : await MayAsync(client, HttpMethod.Get, $"/desk/{site}/rules/import") ? Role.ChiefEditor
            : await MayAsync(client, HttpMethod.Get, $"/desk/{site}/rules/new") ? Role.Editor
            : await MayAsync(client, HttpMethod.Get, $"/v1/{site}/rules") ? Role.Viewer : null;
    }

    private static async Task<bool> MayAsync(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.Redirect);
    }
}
