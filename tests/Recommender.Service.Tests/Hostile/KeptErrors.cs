using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Recommender.Service.Tests.Hostile;

/// <summary>Keeps logged errors with their stack traces.</summary>
/// <param name="level">The lowest level to keep.</param>
internal sealed class KeptErrors(LogLevel level = LogLevel.Error) : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _errors = new();

    public IReadOnlyCollection<string> All => _errors;

    /// <summary>Keeps the errors of a service from now on.</summary>
    public static KeptErrors Of(RunningService service, LogLevel level = LogLevel.Error)
    {
        var kept = new KeptErrors(level);
        service.Get<ILoggerFactory>().AddProvider(kept);
        return kept;
    }

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, level, _errors);

    public void Dispose()
    {
    }

    private sealed class Keeper(string category, LogLevel level, ConcurrentQueue<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= level;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
