using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.People;

namespace Recommender.Service.Tests.People;

/// <summary>Creates people and keys in a running service, and clients that use them.</summary>
internal static partial class Guests
{
    public const string Password = "four quiet harbour words";

    /// <summary>Adds a person with a password.</summary>
    public static async Task<Person> PersonAsync(
        this RunningService service, string signIn, Role role, string site = SiteRoles.AllSites, string? name = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var person = (await service.Get<PersonStore>().AddAsync(name ?? $"Name of {signIn}", signIn, site, role, Actor.Operator, cancel))!;
        await service.Get<PersonStore>().SetPasswordAsync(person.Id, service.Get<PasswordCheck>().Hash(Password), Actor.Operator, cancel);
        return person;
    }

    /// <summary>Checks a password without the sign-in page: the person, or null.</summary>
    public static async Task<Person?> CheckAsync(
        this RunningService service, string signIn, string password, string network = "192.0.2.1") =>
        (await service.Get<PasswordCheck>().SignInAsync(
            signIn, password, new SignInClient(network), TestContext.Current.CancellationToken)).Person;

    /// <summary>A client that authenticates with an API key.</summary>
    public static async Task<HttpClient> KeyAsync(this RunningService service, Role role, string site = SiteRoles.AllSites)
    {
        var (_, secret) = await service.Get<ApiKeyStore>().AddAsync(
            $"key of a {role}", site, role, service.Clock.GetUtcNow().AddDays(30), Actor.Operator, TestContext.Current.CancellationToken);
        return service.WithKey(secret);
    }

    /// <summary>A client that authenticates with the secret of an API key.</summary>
    public static HttpClient WithKey(this RunningService service, string? secret)
    {
        var client = service.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    /// <summary>A client with its own cookie jar, which follows no redirects.</summary>
    public static HttpClient NewClient(this RunningService service) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = service.Address,
        };

    /// <summary>A client signed in through the sign-in page.</summary>
    public static async Task<HttpClient> SignedInAsync(this RunningService service, string signIn)
    {
        var client = service.NewClient();
        var answer = await client.SendFormAsync("/desk/-/sign-in", "/desk/-/sign-in", ("name", signIn), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    /// <summary>Gets a page and posts its form's token with the fields, as a browser does.</summary>
    public static async Task<HttpResponseMessage> SendFormAsync(
        this HttpClient client, string page, string action, params (string Name, string? Value)[] fields)
    {
        var token = await client.TokenAsync(page);
        return await client.SendAsync(Form(client, action, [("__RequestVerificationToken", token), .. fields]),
            TestContext.Current.CancellationToken);
    }

    /// <summary>The token of a page's forms.</summary>
    public static async Task<string> TokenAsync(this HttpClient client, string page) =>
        await TokenOfAsync(await client.GetAsync(page, TestContext.Current.CancellationToken));

    /// <summary>The token of a page's forms, of an answer that was received.</summary>
    public static async Task<string> TokenOfAsync(HttpResponseMessage page)
    {
        var token = TokenIn(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(token);
        return token;
    }

    /// <summary>The token of the forms in a page's HTML; empty without one.</summary>
    public static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    public static HttpRequestMessage Form(HttpClient client, string action, params (string Name, string? Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value ?? ""))),
        };
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return request;
    }

    public static async Task<string> TextAsync(this HttpClient client, string path)
    {
        var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static Task<RunningService> ServiceAsync(params (string Key, string Value)[] settings) =>
        ServiceWithAsync(TestArticles.Newsroom, settings);

    public static async Task<RunningService> ServiceWithAsync(Article[] articles, params (string Key, string Value)[] settings)
    {
        var service = await RunningService.StartAsync(
            await new TestFolder().WithAsync(articles),
            [
                .. settings.Append((Key: "Recommender:SignIn:TriesPerMinute", Value: "1000"))
                    .DistinctBy(setting => setting.Key, StringComparer.Ordinal),
            ]);
        await Eventually.HoldsAsync(async () => (await service.GetAsync("/healthz/ready")).IsSuccessStatusCode);
        return service;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
