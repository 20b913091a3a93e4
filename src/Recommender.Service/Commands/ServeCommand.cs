using System.CommandLine;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using Recommender.Service.Hosting;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Commands;

/// <summary><c>serve</c>: serves the HTTP API, the desk and the demonstration site.</summary>
internal sealed class ServeCommand : Command, IVerb
{
    public ServeCommand() : base("serve", "Serve related articles over HTTP, the desk, and pages that show the blocks.")
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

    /// <summary>Serves until a stop is requested.</summary>
    /// <param name="app">The web server.</param>
    /// <param name="console">Receives messages for the operator.</param>
    /// <param name="cancel">Requests the stop.</param>
    /// <returns>The exit code: 0 after a requested stop, 1 after any other, so that a supervisor restarts the program.</returns>
    internal static async Task<int> ServeAsync(WebApplication app, TextWriter console, CancellationToken cancel)
    {
        var isQuit = false;
        // The host treats this signal as a requested stop, like SIGINT and SIGTERM, which arrive through the token.
        using var quit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, _ => isQuit = true);
        try
        {
            await app.StartAsync(cancel);
            await console.WriteLineAsync($"Serving {string.Join(", ", app.Urls)} - press Ctrl-C to stop");
            await OfferFirstAdministratorAsync(app, console, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The stop came while the start still went on.
        }

        await app.WaitForShutdownAsync(cancel);
        if (cancel.IsCancellationRequested || isQuit)
        {
            return CommandLine.Done;
        }

        await console.WriteLineAsync("recommender: stopped serving without a requested stop; see the log for the reason");
        return CommandLine.Failed;
    }

    private static async Task OfferFirstAdministratorAsync(WebApplication app, TextWriter console, CancellationToken cancel)
    {
        var data = app.Services.GetRequiredService<IOptions<FolderOptions>>().Value.Data;
        if (await app.Services.GetRequiredService<OneTimeLinkStore>().ForFirstAdministratorAsync(cancel) is not { } secret)
        {
            FirstAdministratorLink.Remove(data);
            return;
        }

        var link = $"{DeskLinks.OfConsole(app.Services, app.Urls)}{DeskLinks.FirstAdministrator(secret)}";
        // Only a person at a terminal sees it at once. Elsewhere this output becomes a log, whose readers must not become administrator.
        if (ReferenceEquals(console, Console.Error) && !Console.IsErrorRedirected)
        {
            await console.WriteLineAsync("The desk has no administrator yet. Open this link within 24 hours to become one:");
            await console.WriteLineAsync($"  {link}");
            return;
        }

        await console.WriteLineAsync("The desk has no administrator yet. The link to become one is in this file, for 24 hours:");
        await console.WriteLineAsync($"  {FirstAdministratorLink.Write(data, link)}");
    }
}
