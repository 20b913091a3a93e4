using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly.Timeout;
using Recommender.Service.Articles;
using Recommender.Service.Web;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Fetches over HTTP, politely and within limits. Bodies go to temporary files.</summary>
/// <param name="clients">Makes the client named <see cref="ClientName"/>, which connects and retries as <see cref="FetchOptions"/> say.</param>
/// <param name="options">Limits.</param>
/// <param name="clock">For time-outs.</param>
public sealed class Fetcher(IHttpClientFactory clients, IOptions<FetchOptions> options, TimeProvider clock)
{
    internal const string ClientName = "sources";
    private const int LongestRobots = 500_000;

    private readonly FetchOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, RobotsRules> _robots = new();

    /// <summary>Fetches a URL.</summary>
    /// <param name="url">An http(s) URL.</param>
    /// <param name="maxBytes">Longest body, decompressed.</param>
    /// <param name="known">What the last look told, to get nothing where nothing changed; or null.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The answer with status 200, or 304 where nothing changed.</returns>
    /// <exception cref="ImportException">It cannot be had, or must not be: one line that says why.</exception>
    internal async Task<Fetched> GetAsync(Uri url, long maxBytes, FetchState? known, CancellationToken cancel)
    {
        try
        {
            return await FollowAsync(url, maxBytes, known, cancel);
        }
        // Answers, addresses and robots.txt are written by strangers: callers go on after an ImportException, and after nothing else.
        catch (Exception e) when (e is not ImportException && SourceFailure.Is(e, cancel))
        {
            throw SourceFailure.Of(url.AbsoluteUri, e);
        }
    }

    /// <summary>The sitemaps that a host's robots.txt names.</summary>
    internal async Task<IReadOnlyList<string>> SitemapsAsync(Uri url, CancellationToken cancel) =>
        (await RobotsAsync(url, cancel)).Sitemaps;

    private async Task<Fetched> FollowAsync(Uri url, long maxBytes, FetchState? known, CancellationToken cancel)
    {
        var target = url;
        for (var hop = 0; hop <= _options.MaxRedirects; hop++)
        {
            if (_options.HonourRobots && !(await RobotsAsync(target, cancel)).Allows(target))
            {
                throw new ImportException($"{target}: robots.txt forbids it; for a site of your own set Fetching:HonourRobots to false");
            }

            using var response = await SendAsync(target, hop == 0 ? known : null, cancel);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return new Fetched(target, null, response.StatusCode, known, null);
            }

            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                target = WebUrl.Parse(location.OriginalString, target)
                    ?? throw new ImportException($"{target}: redirects to {location}, which is no http(s) URL");
                continue;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new ImportException($"{target}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}") { Data = { ["status"] = (int)response.StatusCode } };
            }

            return await SaveAsync(url, target, response, maxBytes, cancel);
        }

        throw new ImportException($"{url}: more than {_options.MaxRedirects} redirects");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, FetchState? known, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/json, text/html, application/xml;q=0.9, */*;q=0.5");
        if (known?.ETag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known.ETag);
        }

        if (known?.LastModified is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", known.LastModified);
        }

        try
        {
            return await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new ImportException($"{url}: {ReasonOf(e)}", e);
        }
    }

    private async Task<Fetched> SaveAsync(Uri url, Uri target, HttpResponseMessage response, long maxBytes, CancellationToken cancel)
    {
        var file = Path.GetTempFileName();
        try
        {
            using var timeout = new CancellationTokenSource(_options.Timeout, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
            await using (var body = await response.Content.ReadAsStreamAsync(both.Token))
            await using (var copy = File.Create(file))
            {
                var buffer = new byte[64 * 1024];
                long total = 0;
                for (int count; (count = await body.ReadAsync(buffer, both.Token)) > 0;)
                {
                    // Counted after decompression: a small answer that unpacks to a huge one stops here.
                    total += count;
                    if (total > maxBytes)
                    {
                        throw new ImportException($"{target}: is larger than {maxBytes / 1_000_000.0:0.#} MB");
                    }

                    await copy.WriteAsync(buffer.AsMemory(0, count), both.Token);
                }
            }

            var etag = response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null;
            var modified = response.Content.Headers.TryGetValues("Last-Modified", out var dates) ? dates.FirstOrDefault() : null;
            var state = etag is null && modified is null ? null : new FetchState(url.AbsoluteUri, etag, modified);
            var pages = response.Headers.TryGetValues("X-WP-TotalPages", out var values) && int.TryParse(values.FirstOrDefault(), out var number) ? number : (int?)null;
            var content = new SourceContent(url.AbsoluteUri, file, target, CharsetOf(response.Content.Headers.ContentType), isTemporary: true);
            return new Fetched(target, content, response.StatusCode, state, pages);
        }
        catch (Exception e)
        {
            File.Delete(file);
            if (e is HttpRequestException or IOException or InvalidDataException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                throw new ImportException($"{target}: {ReasonOf(e)}", e);
            }

            throw;
        }
    }

    private async Task<RobotsRules> RobotsAsync(Uri url, CancellationToken cancel)
    {
        var host = url.GetLeftPart(UriPartial.Authority);
        if (_robots.TryGetValue(host, out var known))
        {
            return known;
        }

        var rules = RobotsRules.None;
        var target = new Uri(host + "/robots.txt");
        for (var hop = 0; hop < 5; hop++)
        {
            using var response = await SendAsync(target, null, cancel);
            if ((int)response.StatusCode is >= 300 and < 400 && WebUrl.Parse(response.Headers.Location?.OriginalString, target) is { } moved)
            {
                target = moved;
                continue;
            }

            // RFC 9309: no such file allows everything, a failing server forbids everything.
            rules = response.IsSuccessStatusCode ? RobotsRules.Parse(await HeadAsync(response, cancel), _options.UserAgent.Split('/')[0])
                : (int)response.StatusCode >= 500 ? RobotsRules.Unavailable : RobotsRules.None;
            break;
        }

        return _robots[host] = rules;
    }

    private async Task<string> HeadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var head = new byte[LongestRobots];
        await using var body = await response.Content.ReadAsStreamAsync(both.Token);
        var length = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, both.Token);
        return System.Text.Encoding.UTF8.GetString(head, 0, length);
    }

    private static string? CharsetOf(MediaTypeHeaderValue? type) => type?.CharSet?.Trim('"', '\'', ' ');

    private static string ReasonOf(Exception e) => e switch
    {
        _ when e.GetBaseException() is RefusedAddressException refused => refused.Message,
        TimeoutRejectedException or OperationCanceledException => "no answer in time",
        _ => $"cannot be fetched: {e.GetBaseException().Message.Split('\n', 2)[0]}",
    };
}
