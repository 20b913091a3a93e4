using System.CommandLine;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Demo;
using Recommender.Service.Hosting;
using Recommender.Service.Importing;
using Recommender.Service.Models;
using Recommender.Service.Training;

namespace Recommender.Service.Commands;

/// <summary><c>demo</c>: a site with related blocks in one command.</summary>
internal sealed class DemoCommand : Command, IVerb
{
    public DemoCommand() : base("demo", "Import the sample newsroom, train on it and serve it, without any set-up.")
    {
        Options.Add(SharedOptions.Urls);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender demo", "recommender demo --urls http://127.0.0.1:9000 --data /tmp/demo --models /tmp/demo-models"];

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using (var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose)))
        {
            await PrepareAsync(host.Services, parsed.InvocationConfiguration.Error, cancel);
        }

        return await ServeCommand.RunAsync(parsed, cancel);
    }

    private static async Task PrepareAsync(IServiceProvider services, TextWriter error, CancellationToken cancel)
    {
        var sites = services.GetRequiredService<SiteStore>();
        await sites.EnsureAsync(SiteStore.Default, cancel);
        if (!await services.GetRequiredService<SnapshotQuery>().HasArticlesAsync(cancel))
        {
            if (!Directory.Exists(SampleNewsroom.Folder))
            {
                throw new CommandFailedException($"the sample newsroom is missing: {SampleNewsroom.Folder}; import your own site: "
                    + $"recommender import SOURCE");
            }

            var report = await ImportCommand.ImportAsync(
                services, SiteStore.Default, [SampleNewsroom.Folder], new ImportOptions(), error, cancel);
            await error.WriteLineAsync($"Imported {report.New} articles of the sample newsroom");
        }

        if (await services.GetRequiredService<ModelStore>().LiveVersionAsync(SiteStore.Default, cancel) is null)
        {
            var run = await TrainCommand.TrainAsync(services, SiteStore.Default, RunRequest.Operator, error, cancel);
            await error.WriteLineAsync($"Trained on {run.Manifest.Articles} articles in {run.Run.Steps.Sum(step => step.Seconds):0.0} s");
        }
    }
}
