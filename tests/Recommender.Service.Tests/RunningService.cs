using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Hosting;
using Recommender.Service.Models;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Training;

namespace Recommender.Service.Tests;

/// <summary>The real program on its own port, with its own data and models folders. Its clock moves only when a test advances it.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningService(TestFolder folder, WebApplication app, FakeTimeProvider clock)
    {
        (Folder, _app, Clock) = (folder, app, clock);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
    }

    public TestFolder Folder { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts the service over a folder. Without one, it gets a fresh folder that is deleted at the end.</summary>
    public static Task<RunningService> StartAsync(TestFolder? folder = null, params (string Key, string Value)[] settings) =>
        StartAsync(folder, new FakeTimeProvider(TestArticles.Now), settings);

    public static async Task<RunningService> StartAsync(
        TestFolder? folder, FakeTimeProvider clock, params (string Key, string Value)[] settings)
    {
        folder ??= new TestFolder();
        var given = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        given["Recommender:Data"] = folder.Data;
        given["Recommender:Models"] = folder.Models;
        given.TryAdd("urls", "http://127.0.0.1:0");
        given.TryAdd("Recommender:Serving:PollInterval", "00:00:00.050");
        // Most tests look at pages as a stranger would at a site that is open to everyone.
        given.TryAdd("Recommender:Demo:Public", "true");
        // Every sign-in is logged, which is too much for the output of tests.
        given.TryAdd("Logging:LogLevel:Recommender.Service.People", "None");
        var app = WebHost.Build(
            given, adjust: services => TestPeople.Add(services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock))));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningService(folder, app, clock);
    }

    public async Task<JsonElement> GetJsonAsync(string path) =>
        await Client.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    /// <summary>The health report as a viewer of all sites gets it.</summary>
    public async Task<JsonElement> HealthAsync()
    {
        using var answer = await GetAsViewerAsync("/healthz");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>The reasons in the health report.</summary>
    public async Task<string[]> ReasonsAsync() => ReasonsOf(await HealthAsync());

    public static string[] ReasonsOf(JsonElement health) =>
        [.. health.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()!)];

    /// <summary>The answer to a viewer of all sites.</summary>
    public async Task<HttpResponseMessage> GetAsViewerAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { TestPeople.Header, "vera Viewer" } } };
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>An explained block, as a viewer gets it.</summary>
    public async Task<JsonElement> ExplainAsync(string path)
    {
        using var answer = await GetAsViewerAsync(path + "&explain=true");
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async Task<string[]> IdsAsync(string path) =>
        [.. (await GetJsonAsync(path)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Stops the program by a regular shutdown; the folder stays.</summary>
    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Folder.Dispose();
    }
}

/// <summary>A folder with a store. Each write uses its own connection, like a write by another process.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly bool _isLent;

    public TestFolder() => Root = Directory.CreateTempSubdirectory("recommender-test-").FullName;

    private TestFolder(string lent) => (Root, _isLent) = (lent, true);

    public string Root { get; }

    public string Data => Path.Combine(Root, "data");

    public string Models => Path.Combine(Root, "models");

    public async Task<TestFolder> WithAsync(string site, params Article[] articles)
    {
        using var database = Database.Open(Data);
        await new SiteStore(database, TimeProvider.System).EnsureAsync(site, TestContext.Current.CancellationToken);
        await new ArticleStore(database, TimeProvider.System).SaveAsync(site, articles, TestContext.Current.CancellationToken);
        return this;
    }

    public Task<TestFolder> WithAsync(params Article[] articles) => WithAsync(SiteStore.Default, articles);

    public async Task<ModelManifest> TrainAsync(string site = SiteStore.Default)
    {
        using var host = Host();
        var run = await host.Services.GetRequiredService<TrainingRun>()
            .RunAsync(site, RunRequest.Operator, null, TestContext.Current.CancellationToken);
        return run.Manifest;
    }

    /// <summary>Creates an API key for the default site.</summary>
    /// <returns>The secret of the key.</returns>
    public async Task<string> KeyAsync(Role role)
    {
        using var host = Host();
        var (_, secret) = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync(
            "a program", SiteStore.Default, role, DateTimeOffset.MaxValue, Actor.Operator, TestContext.Current.CancellationToken);
        return secret;
    }

    public IHost Host(params (string Key, string Value)[] settings)
    {
        var given = settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        given["Recommender:Data"] = Data;
        given["Recommender:Models"] = Models;
        return CommandHost.Build(given, verbose: false);
    }

    /// <summary>The same folder for a second server; disposing the result does not delete it.</summary>
    public TestFolder Lent() => new(Root);

    public void Dispose()
    {
        if (!_isLent)
        {
            Directory.Delete(Root, recursive: true);
        }
    }
}
