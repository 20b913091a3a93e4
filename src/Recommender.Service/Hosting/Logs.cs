using Microsoft.Extensions.Logging.Console;

namespace Recommender.Service.Hosting;

/// <summary>Logs go to standard error: standard output belongs to results.</summary>
internal static class Logs
{
    public static void Add(ILoggingBuilder logging, IConfiguration configuration, LogLevel level)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        // The command line reports once, in one line, what stops a start.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It never logs errors, and with any level enabled every request would get an activity and a scope.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Polly", LogLevel.Error);
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
