using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Recommender.Service.Configuration;
using Recommender.Service.Importing;
using Recommender.Service.Web;

namespace Recommender.Service.Watching.Notifications;

internal static class NotifyRegistration
{
    public static IServiceCollection AddNotify(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddChecked<NotifyOptions>(configuration, NotifyOptions.Section)
            .AddSingleton<NotificationOutbox>()
            .AddHostedService<NotificationWorker>();
        services.AddHttpClient(NotificationWorker.ClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            // Its log lines contain addresses, which may contain secrets.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider =>
            {
                var options = provider.GetRequiredService<IOptions<NotifyOptions>>().Value;
                return new SocketsHttpHandler
                {
                    // Connects only to the address that was checked.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                    UseProxy = false,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                    ConnectCallback = (context, cancel) =>
                        PublicAddresses.ConnectAsync(context.DnsEndPoint, options.AllowPrivateAddresses, cancel,
                            "Notify:AllowPrivateAddresses"),
                };
            })
            .AddResilienceHandler("notify", (pipeline, context) =>
            {
                var options = context.ServiceProvider.GetRequiredService<IOptions<NotifyOptions>>().Value;
                if (options.MaxRetries > 0)
                {
                    pipeline.AddRetry(new HttpRetryStrategyOptions
                    {
                        MaxRetryAttempts = options.MaxRetries,
                        Delay = options.RetryDelay,
                        BackoffType = DelayBackoffType.Exponential,
                        UseJitter = true,
                        ShouldHandle = args => ValueTask.FromResult(ImportingRegistration.IsPassing(args.Outcome)),
                    });
                }

                pipeline.AddTimeout(options.Timeout);
            });
        return services;
    }
}
