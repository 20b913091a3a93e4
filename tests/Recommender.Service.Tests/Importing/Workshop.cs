using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Importing;

/// <summary>A temporary folder with a real database and the importing services as registered by the program.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    public const string Site = "default";

    private readonly ServiceProvider _services;

    public Workshop(params (string Key, string Value)[] settings) : this(_ => { }, settings)
    {
    }

    /// <param name="adjust">Changes the services before they are used.</param>
    /// <param name="settings">Configuration in addition to what all tests need.</param>
    public Workshop(Action<IServiceCollection> adjust, params (string Key, string Value)[] settings)
    {
        Folder = Directory.CreateTempSubdirectory("recommender-test-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Recommender:Fetching:AllowPrivateAddresses", "true"), new("Recommender:Fetching:MaxRetries", "0"),
            new("Recommender:Fetching:PageDelay", "00:00:00"),
        ]).AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(_ => Database.Open(Path.Combine(Folder, "data")))
            .Configure<FolderOptions>(folders => folders.Data = Path.Combine(Folder, "data"))
            .AddArticles(configuration)
            .AddImporting(configuration);
        adjust(services);
        _services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public string Folder { get; }

    public ArticleStore Articles => Get<ArticleStore>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Writes a file to the folder and returns its path.</summary>
    public string Write(string name, string content) => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public Task<ImportReport> ImportAsync(params string[] sources) => ImportAsync(new ImportOptions(), sources);

    public Task<ImportReport> PruneAsync(params string[] sources) => ImportAsync(new ImportOptions { Prune = true }, sources);

    public Task<ImportReport> ImportAsync(ImportOptions options, params string[] sources) =>
        Get<ImportRun>().RunAsync(Site, sources, options, null, TestContext.Current.CancellationToken);

    /// <summary>Imports sources that may contain nothing.</summary>
    public async Task<ImportReport?> TryImportAsync(params string[] sources)
    {
        try
        {
            return await ImportAsync(sources);
        }
        catch (ImportException)
        {
            return null;
        }
    }

    /// <summary>Imports a source that cannot be read, and checks that the message is one line.</summary>
    public async Task<string> FailureAsync(string source)
    {
        var error = await Assert.ThrowsAsync<ImportException>(() => ImportAsync(source));
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("   at ", error.Message);
        return error.Message;
    }

    /// <summary>All articles that are not withdrawn.</summary>
    public async Task<List<Article>> StoredAsync() =>
        await Articles.ReadAllAsync(Site, TestContext.Current.CancellationToken).ToListAsync();

    /// <summary>The revision of the site: it grows with each write.</summary>
    public async Task<long> RevisionAsync()
    {
        await using var connection = await Get<Database>().ConnectAsync(TestContext.Current.CancellationToken);
        return await connection.ExecuteScalarAsync<long>("select revision from site where name = @Site", new { Site });
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
