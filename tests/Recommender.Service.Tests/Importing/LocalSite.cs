using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Recommender.Service.Tests.Importing;

/// <summary>A web site on a local port with the pages given by a test. Everything else is 404.</summary>
internal sealed class LocalSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _pages = new();
    private readonly WebApplication _app;

    private LocalSite(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Path and query of every request in order, except robots.txt.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public static async Task<LocalSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new LocalSite(builder.Build());
        site._app.Run(site.AnswerAsync);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>Adds a page; a path with a query takes precedence over one without.</summary>
    public void Page(string path, string body, string type = "application/xml; charset=utf-8") =>
        Page(path, Encoding.UTF8.GetBytes(body), type);

    public void Page(string path, byte[] body, string type) => Handle(path, async context =>
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    });

    public void Html(string path, string body) => Page(path, body, "text/html; charset=utf-8");

    public void Redirect(string path, string target) => Handle(path, context =>
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    });

    public void Handle(string path, RequestDelegate answer) => _pages[path] = answer;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var whole = path + context.Request.QueryString.Value;
        if (path != "/robots.txt")
        {
            Requests.Enqueue(whole);
        }

        if (_pages.TryGetValue(whole, out var answer) || _pages.TryGetValue(path, out answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
