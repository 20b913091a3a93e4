using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Search;
using Recommender.Service.Hosting;

namespace Recommender.Service.Tests.Desk;

/// <summary>The search of the program over a folder, without a server.</summary>
internal sealed class SearchedDesk : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SearchedDesk(WebApplication app) => _app = app;

    public SiteSnapshot Snapshot => _app.Services.GetRequiredService<SiteSnapshots>().Find(SiteStore.Default)!;

    public static async Task<SearchedDesk> OpenAsync(TestFolder folder)
    {
        var app = WebHost.Build(new Dictionary<string, string?>
        {
            ["Recommender:Data"] = folder.Data, ["Recommender:Models"] = folder.Models,
        });
        var desk = new SearchedDesk(app);
        await desk.RefreshAsync();
        return desk;
    }

    /// <summary>Reads what changed in the store.</summary>
    public Task RefreshAsync() => _app.Services.GetRequiredService<SnapshotLoader>().RefreshAsync(TestContext.Current.CancellationToken);

    /// <summary>The source ids of the articles on the first page, best first.</summary>
    public async Task<string[]> FindAsync(string typed, string site = SiteStore.Default) =>
        _app.Services.GetRequiredService<SiteSnapshots>().Find(site) is not { } snapshot ? []
            : [.. (await FindAsync(snapshot, new ArticleQuery { Typed = typed, Limit = 50 })).Articles.Select(found => found.SourceId)];

    public Task<ArticleResults> FindAsync(ArticleQuery query) => FindAsync(Snapshot, query);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task<ArticleResults> FindAsync(SiteSnapshot snapshot, ArticleQuery query) =>
        _app.Services.GetRequiredService<ArticleSearch>().FindAsync(snapshot, query, TestContext.Current.CancellationToken);
}
