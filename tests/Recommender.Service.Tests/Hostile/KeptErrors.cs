using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Recommender.Service.Tests.Hostile;

/// <summary>What a service logged as an error, or worse.</summary>
internal sealed class KeptErrors : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _errors = new();

    public IReadOnlyCollection<string> All => _errors;

    /// <summary>Keeps the errors of a service from now on.</summary>
    public static KeptErrors Of(RunningService service)
    {
        var kept = new KeptErrors();
        service.Get<ILoggerFactory>().AddProvider(kept);
        return kept;
    }

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, _errors);

    public void Dispose()
    {
    }

    private sealed class Keeper(string category, ConcurrentQueue<string> errors) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                errors.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
