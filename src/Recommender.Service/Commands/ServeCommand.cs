using System.CommandLine;
using Recommender.Service.Desk;
using Recommender.Service.Hosting;
using Recommender.Service.People;

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
        await app.StartAsync(cancel);
        var console = parsed.InvocationConfiguration.Error;
        await console.WriteLineAsync($"Serving {string.Join(", ", app.Urls)} - Ctrl-C stops");
        // For the console alone: who reads the log later must not become administrator by it.
        if (await app.Services.GetRequiredService<OneTimeLinkStore>().ForFirstAdministratorAsync(cancel) is { } secret)
        {
            await console.WriteLineAsync("Nobody administers the desk yet. Within 24 hours, whoever opens this link does:");
            await console.WriteLineAsync($"  {DeskLinks.OfConsole(app.Urls)}{DeskLinks.FirstAdministrator(secret)}");
        }

        // A stop that was asked for is how serving ends well.
        await app.WaitForShutdownAsync(cancel);
        return CommandLine.Done;
    }
}
