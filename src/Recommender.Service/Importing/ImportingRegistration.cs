using System.Net;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;
using Recommender.Service.Articles;
using Recommender.Service.Configuration;
using Recommender.Service.Importing.Budgets;
using Recommender.Service.Importing.Crawling;
using Recommender.Service.Importing.Fetching;
using Recommender.Service.Importing.Pages;
using Recommender.Service.Web;

namespace Recommender.Service.Importing;

/// <summary>Registers what importing needs.</summary>
internal static class ImportingRegistration
{
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Adds <see cref="ImportRun"/> and its dependencies. Requires <see cref="Storage.Database"/>, <see cref="Articles.ArticleStore"/>,
    /// <see cref="Articles.SiteStore"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddImporting(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SourceOptions>().Validate<SiteSettings<SourceOptions>>((_, sites) => AreNamed(sites.Configured));
        services.AddChecked<FetchOptions>(configuration, FetchOptions.Section)
            .AddChecked<ReadingOptions>(configuration, ReadingOptions.Section)
            .AddSiteSettings<SourceOptions>(configuration, common: null);
        services.AddSingleton<ReadProcesses>();
        services.AddSingleton<ArticleSourceStore>().AddSingleton<ArticleErasure>().AddSingleton<ErasedReports>();
        services.AddSingleton<TitlePartStore>().AddSingleton<PageLookStore>().AddSingleton<ImportReportStore>();
        services.AddSingleton<FetchStateStore>().AddSingleton<Fetcher>().AddSingleton<WebSources>().AddSingleton<ImportRun>();
        services.AddHttpClient(Fetcher.ClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                var options = provider.GetRequiredService<IOptions<FetchOptions>>().Value;
                return new SocketsHttpHandler
                {
                    AutomaticDecompression = DecompressionMethods.All,
                    // Redirects are not followed automatically because each hop is checked first.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    // A proxy would connect on our behalf, without the check.
                    UseProxy = false,
                    MaxResponseHeadersLength = 64,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                    ConnectCallback = (context, cancel) =>
                        PublicAddresses.ConnectAsync(context.DnsEndPoint, options.AllowPrivateAddresses, cancel),
                };
            })
            .AddResilienceHandler("fetch", (pipeline, context) =>
            {
                var options = context.ServiceProvider.GetRequiredService<IOptions<FetchOptions>>().Value;
                var provider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                if (options.MaxRetries > 0)
                {
                    pipeline.AddRetry(new Microsoft.Extensions.Http.Resilience.HttpRetryStrategyOptions
                    {
                        MaxRetryAttempts = options.MaxRetries,
                        Delay = options.RetryDelay,
                        BackoffType = DelayBackoffType.Exponential,
                        UseJitter = true,
                        // A server that says "in a year" must not hold a source for so long.
                        DelayGenerator = args => ValueTask.FromResult(Bounded(args.Outcome.Result?.Headers.RetryAfter, provider)),
                        ShouldHandle = args => ValueTask.FromResult(IsPassing(args.Outcome)),
                    });
                }

                pipeline.AddTimeout(options.Timeout);
            });
        return services;
    }

    /// <summary>
    /// Adds the worker that fetches the configured sources periodically while the program serves. Requires <see cref="AddImporting"/>.
    /// </summary>
    public static IServiceCollection AddSourceWorker(this IServiceCollection services) => services.AddHostedService<SourceWorker>();

    /// <summary>Whether a failure is transient.</summary>
    internal static bool IsPassing(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: { } e } => e.GetBaseException() is not RefusedAddressException && e is HttpRequestException
            or TimeoutRejectedException,
        { Result: { } response } => response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            || (int)response.StatusCode >= 500,
        _ => false,
    };

    // Null: the usual delay.
    private static TimeSpan? Bounded(System.Net.Http.Headers.RetryConditionHeaderValue? after, TimeProvider clock) =>
        (after?.Delta ?? after?.Date - clock.GetUtcNow()) is { } delay && delay > TimeSpan.Zero
            ? delay < LongestRetryDelay ? delay : LongestRetryDelay : null;

    // Throws rather than returning false: its message names the site.
    private static bool AreNamed(IEnumerable<string> sites) => sites.FirstOrDefault(site => !SiteStore.IsName(site)) is not { } wrong
        ? true
        : throw new OptionsValidationException(
            wrong, typeof(SourceOptions), [$"Recommender:Sites:{wrong} is not a valid site name: use 1 to 40 of a-z, 0-9 and '-'"]);
}
