using System.CommandLine;
using System.Runtime.InteropServices;
using Recommender.Service.Hosting;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Commands;

/// <summary><c>serve</c>: the HTTP API and the demonstration site.</summary>
internal sealed class ServeCommand : Command, IVerb
{
    public ServeCommand() : base("serve", "Serve the related articles over HTTP, and a demonstration site at /.")
    {
        Options.Add(SharedOptions.Urls);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "recommender serve",
        "recommender serve --urls http://0.0.0.0:80 --data /var/lib/recommender/data --models /var/lib/recommender/models",
        "curl 'http://127.0.0.1:8080/v1/default/related?url=https://example.org/an-article&limit=5'",
    ];

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        await using var app = WebHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        return await ServeAsync(app, parsed.InvocationConfiguration.Error, cancel);
    }

    /// <summary>Serves until it is asked to stop.</summary>
    /// <param name="app">What serves.</param>
    /// <param name="console">Where people read what is said.</param>
    /// <param name="cancel">Asks it to stop.</param>
    /// <returns>The exit code: 0 after a stop that was requested, 1 after any other, so that a supervisor starts it again.</returns>
    internal static async Task<int> ServeAsync(WebApplication app, TextWriter console, CancellationToken cancel)
    {
        var isQuit = false;
        // The host takes this signal for a request to stop, as it does SIGINT and SIGTERM, which come by the token.
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => isQuit = true);
        await app.StartAsync(cancel);
        await console.WriteLineAsync($"Serving {string.Join(", ", app.Urls)} - Ctrl-C stops");
        // For the console alone: who reads the log later must not become administrator by it.
        if (await app.Services.GetRequiredService<OneTimeLinkStore>().ForFirstAdministratorAsync(cancel) is { } secret)
        {
            await console.WriteLineAsync("Nobody administers the desk yet. Within 24 hours, whoever opens this link does:");
            await console.WriteLineAsync($"  {DeskLinks.OfConsole(app.Urls)}{DeskLinks.FirstAdministrator(secret)}");
        }

        await app.WaitForShutdownAsync(cancel);
        if (cancel.IsCancellationRequested || isQuit)
        {
            return CommandLine.Done;
        }

        await console.WriteLineAsync("recommender: stopped serving without a request to stop; the log tells why");
        return CommandLine.Failed;
    }
}
