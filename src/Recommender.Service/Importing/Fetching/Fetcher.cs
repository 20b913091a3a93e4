using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Polly.Timeout;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;
using Recommender.Service.Web;

namespace Recommender.Service.Importing.Fetching;

/// <summary>Fetches over HTTP within limits and the rules of robots.txt. Response bodies are written to temporary files.</summary>
/// <param name="clients">
/// Creates the client named <see cref="ClientName"/>, which connects and retries according to <see cref="FetchOptions"/>.
/// </param>
/// <param name="clock">The clock of time-outs and of cached robots.txt rules.</param>
public sealed class Fetcher(IHttpClientFactory clients, IOptions<FetchOptions> options, TimeProvider clock)
{
    internal const string ClientName = "sources";
    
    // RFC 9309, 2.5: 500 KiB.
    private const int LongestRobots = 512_000;

    // Longer ones are refused by most servers, and are compared with each rule of robots.txt.
    private const int LongestUrl = 8_000;

    // Of more hosts than any source has, none is remembered.
    private const int MaxRobots = 1_000;

    // RFC 9309, 2.4.
    private static readonly TimeSpan RobotsLast = TimeSpan.FromHours(24);
    private static readonly TimeSpan RobotsFailureLasts = TimeSpan.FromMinutes(5);

    // RFC 9309, 2.3.1.4: what fails for so long is not there.
    private static readonly TimeSpan RobotsGone = TimeSpan.FromDays(30);

    private readonly FetchOptions _options = options.Value;
    private readonly ConcurrentDictionary<string, KnownRobots> _robots = new();
    private readonly HostPauses _pauses = new(clock);

    /// <summary>Fetches a URL.</summary>
    /// <param name="url">An http(s) URL.</param>
    /// <param name="maxBytes">Longest body, decompressed.</param>
    /// <param name="known">The state of the last fetch, for a conditional request; or null.</param>
    /// <returns>The answer with status 200, or 304 if nothing changed.</returns>
    /// <exception cref="ImportException">It cannot or must not be fetched; the message gives the reason in one line.</exception>
    internal async Task<Fetched> GetAsync(Uri url, long maxBytes, FetchState? known, CancellationToken cancel)
    {
        try
        {
            return await FollowAsync(url, maxBytes, known, cancel);
        }
        // Responses, addresses and robots.txt are untrusted. Callers continue only after an ImportException.
        catch (Exception e) when (e is not ImportException && SourceFailure.Is(e, cancel))
        {
            throw SourceFailure.Of(url.AbsoluteUri, e);
        }
    }

    /// <summary>The sitemaps named in a host's robots.txt.</summary>
    internal async Task<IReadOnlyList<string>> SitemapsAsync(Uri url, CancellationToken cancel) =>
        (await RobotsAsync(url, cancel)).Rules.Sitemaps;

    private async Task<Fetched> FollowAsync(Uri url, long maxBytes, FetchState? known, CancellationToken cancel)
    {
        var target = url;
        for (var hop = 0; hop <= _options.MaxRedirects; hop++)
        {
            if (target.AbsoluteUri.Length > LongestUrl)
            {
                throw new ImportException(
                    $"{target.GetLeftPart(UriPartial.Authority)}: an address of more than {LongestUrl:N0} characters");
            }

            if (_options.HonourRobots)
            {
                var robots = await RobotsAsync(target, cancel);
                robots.Check(target);
                await _pauses.WaitAsync(target.GetLeftPart(UriPartial.Authority), PauseOf(robots.Rules), cancel);
            }

            using var response = await SendAsync(target, hop == 0 ? known : null, cancel);
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                return new Fetched(target, null, response.StatusCode, known, null);
            }

            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                target = WebUrl.Parse(location.OriginalString, target)
                    ?? throw new ImportException($"{target}: redirects to {location}, which is not an http(s) URL");
                continue;
            }

            if (!response.IsSuccessStatusCode)
            {
                throw new ImportException($"{target}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}")
                    { Data = { ["status"] = (int)response.StatusCode } };
            }

            return await SaveAsync(url, target, response, maxBytes, cancel);
        }

        throw new ImportException($"{url}: more than {_options.MaxRedirects} redirects");
    }

    private TimeSpan PauseOf(RobotsRules rules) =>
        rules.CrawlDelay is { } asked ? TimeSpan.FromTicks(Math.Min(asked.Ticks, _options.MaxCrawlDelay.Ticks)) : TimeSpan.Zero;

    private async Task<HttpResponseMessage> SendAsync(Uri url, FetchState? known, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        request.Headers.TryAddWithoutValidation(
            "Accept", "application/atom+xml, application/rss+xml, application/feed+json, application/json, text/html, " +
            "application/xml;q=0.9, */*;q=0.5");
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
        catch (Exception e) when (
            e is HttpRequestException or TimeoutRejectedException or IOException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
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
            var pages = response.Headers.TryGetValues("X-WP-TotalPages", out var values)
                && int.TryParse(values.FirstOrDefault(), out var number) ? number : (int?)null;
            var content = new SourceContent(
                url.AbsoluteUri, file, target, CharsetOf(response.Content.Headers.ContentType), isTemporary: true);
            var isHidden = response.Headers.TryGetValues("X-Robots-Tag", out var robots) && robots.Any(PageTraits.IsNoIndex);
            return new Fetched(target, content, response.StatusCode, state, pages, isHidden);
        }
        catch (Exception e)
        {
            File.Delete(file);
            if (e is HttpRequestException or IOException or InvalidDataException
                || (e is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                throw new ImportException($"{target}: {ReasonOf(e)}", e);
            }

            throw;
        }
    }

    private async Task<KnownRobots> RobotsAsync(Uri url, CancellationToken cancel)
    {
        var host = url.GetLeftPart(UriPartial.Authority);
        if (_robots.TryGetValue(host, out var known) && clock.GetElapsedTime(known.Read) < known.Lasts)
        {
            return known;
        }

        try
        {
            known = Known(await ReadRobotsAsync(host, cancel), null, RobotsLast, null);
        }
        // A refused address depends on the settings: it has its own message, and checking it again costs no time.
        catch (ImportException e) when (e.GetBaseException() is not RefusedAddressException)
        {
            // RFC 9309, 2.3.1.4 and 2.4: an unreachable robots.txt forbids everything, unless an older one is known, or for a month.
            var since = known?.FailsSince ?? clock.GetTimestamp();
            known = known is { Failure: null } ? Known(known.Rules, null, RobotsFailureLasts, since)
                : Known(RobotsRules.None, clock.GetElapsedTime(since) < RobotsGone ? e.Message : null, RobotsFailureLasts, since);
        }

        if (_robots.Count >= MaxRobots)
        {
            _robots.Clear();
        }

        return _robots[host] = known;

        KnownRobots Known(RobotsRules rules, string? failure, TimeSpan lasts, long? failsSince) =>
            new(rules, failure, clock.GetUtcNow() + lasts, clock.GetTimestamp(), lasts, failsSince);
    }

    private async Task<RobotsRules> ReadRobotsAsync(string host, CancellationToken cancel)
    {
        var target = new Uri(host + "/robots.txt");
        // RFC 9309, 2.3.1.2: five redirects; more count as "not found".
        for (var hop = 0; hop <= 5; hop++)
        {
            using var response = await SendAsync(target, null, cancel);
            if ((int)response.StatusCode is >= 300 and < 400
                && WebUrl.Parse(response.Headers.Location?.OriginalString, target) is { } moved)
            {
                target = moved;
                continue;
            }

            if ((int)response.StatusCode >= 500)
            {
                throw new ImportException($"{(int)response.StatusCode} {response.ReasonPhrase}");
            }

            // Without such a file, everything is allowed.
            return response.IsSuccessStatusCode
                ? RobotsRules.Parse(await HeadAsync(response, cancel), _options.UserAgent) : RobotsRules.None;
        }

        return RobotsRules.None;
    }

    private async Task<string> HeadAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(_options.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var head = new byte[LongestRobots];
        await using var body = await response.Content.ReadAsStreamAsync(both.Token);
        var length = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, both.Token);
        if (length == head.Length)
        {
            // What is cut off might say something else than its whole line.
            length = Math.Max(0, Array.LastIndexOf(head, (byte)'\n'));
        }

        return System.Text.Encoding.UTF8.GetString(head, 0, length);
    }

    private static string? CharsetOf(MediaTypeHeaderValue? type) => type?.CharSet?.Trim('"', '\'', ' ');

    private static string ReasonOf(Exception e) => e switch
    {
        _ when e.GetBaseException() is RefusedAddressException refused => refused.Message,
        TimeoutRejectedException or OperationCanceledException => "no answer in time",
        _ => $"cannot be fetched: {e.GetBaseException().Message.Split('\n', 2)[0]}",
    };

    /// <summary>A host's cached robots.txt.</summary>
    /// <param name="Rules">The rules; empty if it could not be read.</param>
    /// <param name="Failure">The reason why it could not be read, if no older one is known; otherwise null.</param>
    /// <param name="Until">When it is requested again, in words: a clock that is set back must not defer that.</param>
    /// <param name="Read">When it was read, as a timestamp of the clock.</param>
    /// <param name="Lasts">How long it is used.</param>
    /// <param name="FailsSince">Since when it could not be read, as a timestamp of the clock; null if it could.</param>
    private sealed record KnownRobots(
        RobotsRules Rules, string? Failure, DateTimeOffset Until, long Read, TimeSpan Lasts, long? FailsSince)
    {
        public void Check(Uri url)
        {
            if (Failure is not null)
            {
                throw new ImportException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{url}: robots.txt could not be read ({Failure}); it is requested again after " +
                    $"{Until.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"));
            }

            if (!Rules.Allows(url))
            {
                throw new ImportException($"{url}: robots.txt forbids it; for your own site, set Fetching:HonourRobots to false")
                    { Data = { ["forbidden"] = true } };
            }
        }
    }
}
