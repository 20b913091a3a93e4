using System.CommandLine;
using Recommender.Service.Articles;
using Recommender.Service.Training;

namespace Recommender.Service.Commands;

/// <summary><c>train</c>: trains a site's model and promotes it if it passes the gate.</summary>
internal sealed class TrainCommand : SiteCommand
{
    private readonly Option<bool> _force =
        new("--force") { Description = "Promote the model even if the gate refuses it; this is recorded in the history" };

    private readonly Option<bool> _full =
        new("--full") { Description = "Full retrain, even if the live model could be updated" };

    public TrainCommand()
        : base("train",
        "Train on a site's articles and rank the related ones of each. A running server loads the new model automatically.")
    {
        Declare(_force, _full);
    }

    public override IReadOnlyList<string> Examples { get; } = ["recommender train", "recommender train --site blog --json"];

    protected override async Task<int> RunAsync(ParseResult parsed, string site, IServiceProvider services, CancellationToken cancel)
    {
        if (!await services.GetRequiredService<SiteStore>().ExistsAsync(site, cancel))
        {
            throw ServedSite.NotFound(site);
        }

        var wish = RunRequest.Operator with { Force = parsed.GetValue(_force), Anew = parsed.GetValue(_full) };
        var result = await TrainAsync(services, site, wish, parsed.InvocationConfiguration.Error, cancel);
        var (manifest, output) = (result.Manifest, parsed.InvocationConfiguration.Output);
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(manifest.ToJson());
        }
        else if (result.IsLive)
        {
            await output.WriteLineAsync(
                $"Model {manifest.Version} of site '{site}' is live: {manifest.Articles} articles in " +
                $"{result.Run.Steps.Sum(step => step.Seconds):0.0} s ({manifest.Why})");
        }

        foreach (var finding in result.Verdict.Findings)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{(finding.Refuses ? "refused" : "warning")}: {finding.Words}");
        }

        return result.IsLive ? CommandLine.Done
            : throw new CommandFailedException(
                $"model {manifest.Version} was refused and is not live; the previous model stays live. See: recommender models show " +
                $"{manifest.Version} --site {site}; "
                + $"put it live all the same: recommender models promote {manifest.Version} --site {site}");
    }

    /// <exception cref="CommandFailedException">Another training runs, or this one was cancelled.</exception>
    public static async Task<RunResult> TrainAsync(
        IServiceProvider services, string site, RunRequest wish, TextWriter error, CancellationToken cancel)
    {
        try
        {
            return await ProgressDisplay.RunAsync(
                error, services.GetRequiredService<TimeProvider>(),
                progress => services.GetRequiredService<TrainingRun>().RunAsync(site, wish, progress, cancel));
        }
        catch (Exception e) when (e is TrainingBusyException or RunCancelledException)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }
}
