using System.CommandLine;
using Recommender.Service.Hosting;

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
        await parsed.InvocationConfiguration.Error.WriteLineAsync($"Serving {string.Join(", ", app.Urls)} - Ctrl-C stops");
        // A stop that was asked for is how serving ends well.
        await app.WaitForShutdownAsync(cancel);
        return CommandLine.Done;
    }
}
