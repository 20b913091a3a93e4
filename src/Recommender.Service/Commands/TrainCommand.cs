using System.CommandLine;
using Recommender.Service.Articles;
using Recommender.Service.Hosting;
using Recommender.Service.Models;

namespace Recommender.Service.Commands;

/// <summary><c>train</c>: learns a site's model and makes it live.</summary>
internal sealed class TrainCommand : Command, IVerb
{
    public TrainCommand() : base("train", "Learn from a site's articles and rank the related ones of each; a running server takes the new model up by itself.")
    {
        Options.Add(SharedOptions.Site);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } = ["recommender train", "recommender train --site blog --json"];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        if (!await host.Services.GetRequiredService<SiteStore>().ExistsAsync(site, cancel))
        {
            throw new CommandFailedException($"there is no site '{site}'; import its articles first: recommender import SOURCE --site {site}");
        }

        var manifest = await TrainAsync(host.Services, site, parsed.InvocationConfiguration.Error, cancel);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(manifest.ToJson());
        }
        else
        {
            await output.WriteLineAsync(
                $"Model {manifest.Version} of site '{site}' is live: {manifest.Articles} articles in {manifest.SecondsPerStage.Values.Sum():0.0} s");
        }

        return CommandLine.Done;
    }

    public static async Task<ModelManifest> TrainAsync(IServiceProvider services, string site, TextWriter error, CancellationToken cancel)
    {
        try
        {
            return await ProgressDisplay.RunAsync(
                error, services.GetRequiredService<TimeProvider>(),
                progress => services.GetRequiredService<TrainingRun>().RunAsync(site, progress, cancel));
        }
        catch (TrainingBusyException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }
}
