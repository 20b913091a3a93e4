using System.CommandLine;
using Recommender.Service.Hosting;

namespace Recommender.Service.Commands;

/// <summary>A verb that works on one site and ends: its options beside the shared ones, and the services without a web server.</summary>
internal abstract class SiteCommand(string name, string description) : Command(name, description), IVerb
{
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>Declares the arguments and options of the verb itself, then the shared ones. Each constructor calls it once.</summary>
    protected void Declare(params Symbol[] own)
    {
        foreach (var symbol in own)
        {
            if (symbol is Argument argument)
            {
                Arguments.Add(argument);
            }
            else
            {
                Options.Add((Option)symbol);
            }
        }

        Options.Add(SharedOptions.Site);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, string site, IServiceProvider services, CancellationToken cancel);

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        return await RunAsync(parsed, parsed.GetRequiredValue(SharedOptions.Site), host.Services, cancel);
    }
}
