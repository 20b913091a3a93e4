using System.Net;
using Microsoft.Extensions.Options;
using Recommender.Service.Articles;
using Recommender.Service.Importing;
using Recommender.Service.Importing.Crawling;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Fuzzing;

/// <summary>An input that begins with "&lt;" is the sitemap of a site, any other is its robots.txt.</summary>
internal sealed class RobotsGroup() : FuzzGroup("robots")
{
    private const int Pages = 5;

    private static readonly Uri Address = new("https://example.org/sitemap.xml");
    private static readonly byte[] PlainMap =
        """
        <urlset><url><loc>/a</loc></url><url><loc>/a/b?c=1&amp;d=2</loc></url><url><loc>https://example.org/%C3%BC/x.html</loc></url>
        <url><loc>/wp-admin/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</loc></url></urlset>
        """u8.ToArray();

    private static readonly FetchOptions Fetching = new() { MaxSitemaps = 20, PageDelay = TimeSpan.Zero };

    public override IEnumerable<byte[]> Seeds(string shared) => SeedFiles.In(shared, "findings/inputs")
        .Where(file => file.Length < 100_000 && System.Text.Encoding.Latin1.GetString(file) is var text
            && (text.Contains("<urlset", StringComparison.Ordinal) || text.StartsWith("User-agent", StringComparison.OrdinalIgnoreCase)));

    // Empty: each input is read as if it were the first.
    private static readonly Lazy<Task<Database>> Store = new(async () =>
    {
        var store = Database.Open(Directory.CreateTempSubdirectory("recommender-fuzz-").FullName);
        await new SiteStore(store, TimeProvider.System).EnsureAsync("default", CancellationToken.None);
        return store;
    });

    public override async Task ReadAsync(byte[] input)
    {
        var isMap = input is [(byte)'<', ..];
        using var site = new CannedSite(isMap ? null : input, isMap ? input : PlainMap);
        var options = Options.Create(Fetching);
        var store = await Store.Value;
        var sources = new WebSources(
            new Fetcher(site, options, TimeProvider.System), new FetchStateStore(store, TimeProvider.System),
            new PageLookStore(store, TimeProvider.System), new ArticleStore(store, TimeProvider.System), options, TimeProvider.System);
        var look = new SourceLook("default", Address.AbsoluteUri, new ImportOptions { Full = true }, NewReading());
        try
        {
            var left = Pages;
            await foreach (var document in sources.OpenAsync(Address, look, CancellationToken.None))
            {
                document.Dispose();
                if (--left == 0)
                {
                    break;
                }
            }
        }
        catch (ImportException e) when (!e.IsUnexpected)
        {
            Promises.IsOneLine(e.Message);
        }
    }

    /// <summary>A site on no network.</summary>
    private sealed class CannedSite(byte[]? robots, byte[] sitemap) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            var body = request.RequestUri!.AbsolutePath switch
            {
                "/robots.txt" => robots,
                var path when path.Contains("sitemap", StringComparison.Ordinal) => sitemap,
                _ => "<html><p>Wall</p></html>"u8.ToArray(),
            };
            return Task.FromResult(new HttpResponseMessage(body is null ? HttpStatusCode.NotFound : HttpStatusCode.OK)
            {
                Content = new ByteArrayContent(body ?? []), RequestMessage = request,
            });
        }
    }
}
