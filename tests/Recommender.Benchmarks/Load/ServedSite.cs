using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Recommender.Benchmarks.Measuring;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Hosting;

namespace Recommender.Benchmarks.Load;

/// <summary>
/// The real server and a minimal ASP.NET server that answers with the same bytes from one mapped endpoint. Both run in this process, so
/// they share the runtime; only one is loaded at a time.
/// </summary>
internal sealed class ServedSite : IAsyncDisposable
{
    private readonly WebApplication _served;
    private readonly WebApplication _bare;
    private readonly TemporaryFolder _folder;

    private ServedSite(WebApplication served, WebApplication bare, TemporaryFolder folder) =>
        (_served, _bare, _folder) = (served, bare, folder);

    public string Served => _served.Urls.First();

    public string Bare => _bare.Urls.First();

    /// <param name="path">The path whose answer the minimal endpoint returns for every request.</param>
    /// <returns>Both servers, and the entity tag and length of the answer.</returns>
    public static async Task<(ServedSite Site, string Tag, int Bytes)> StartAsync(SiteSnapshot site, string path, CancellationToken cancel)
    {
        var folder = new TemporaryFolder();
        var served = WebHost.Build(new Dictionary<string, string?>
        {
            ["Recommender:Data"] = folder.File("data"), ["Recommender:Models"] = folder.File("models"), ["urls"] = "http://127.0.0.1:0",
            // The load comes from one client.
            ["Recommender:Serving:UncachedPerSecond"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
        });
        await served.StartAsync(cancel);
        served.Services.GetRequiredService<SiteSnapshots>().Swap(site.Site, _ => site);
        using var client = new HttpClient { BaseAddress = new Uri(served.Urls.First()) };
        var answer = await client.GetAsync(path, cancel);
        answer.EnsureSuccessStatusCode();
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancel);
        var bare = Bare(bytes);
        await bare.StartAsync(cancel);
        return (new ServedSite(served, bare, folder), answer.Headers.ETag!.Tag, bytes.Length);

        static WebApplication Bare(byte[] bytes)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            app.MapGet("/v1/{site}/related", (HttpContext context) =>
            {
                if (context.Request.Headers.IfNoneMatch.Count > 0)
                {
                    context.Response.StatusCode = StatusCodes.Status304NotModified;
                    return Task.CompletedTask;
                }

                context.Response.ContentType = "application/json; charset=utf-8";
                context.Response.ContentLength = bytes.Length;
                return context.Response.Body.WriteAsync(bytes).AsTask();
            });
            return app;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _served.DisposeAsync();
        await _bare.DisposeAsync();
        _folder.Dispose();
    }
}
