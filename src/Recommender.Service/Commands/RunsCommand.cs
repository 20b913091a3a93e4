using System.CommandLine;
using System.Globalization;
using Recommender.Service.People;
using Recommender.Service.Storage;
using Recommender.Service.Training;
using Recommender.Service.Web;

namespace Recommender.Service.Commands;

/// <summary><c>runs</c>: shows and cancels the runs of a site.</summary>
internal sealed class RunsCommand : Command, IVerb
{
    private const int Shown = 30;
    private readonly Argument<string> _id = new("ID") { Description = "The run (see: runs list)" };

    public RunsCommand() : base("runs", "Show a site's runs, or cancel one.")
    {
        Add(ModelsCommand.SiteVerb("list", "List the last runs, newest first.", ListAsync, SharedOptions.Json));
        Add(ModelsCommand.SiteVerb("show", "Show the progress or outcome of a run.", ShowAsync, _id, SharedOptions.Json));
        Add(ModelsCommand.SiteVerb("cancel", "Cancel a run; the live model stays live.", CancelAsync, _id));
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender runs list", "recommender runs show 20261125-182415-54ab", "recommender runs cancel 20261125-182415-54ab"];

    private static async Task<int> ListAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = await ModelsCommand.HostAsync(parsed, cancel);
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        var runs = (await host.Services.GetRequiredService<RunStore>().ListAsync(site, Shown, cancel)).Select(RunView.Of).ToList();
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(ApiJson.Write(
                new RunList(runs, await host.Services.GetRequiredService<RunSchedule>().NextAsync(site, cancel))));
            return CommandLine.Done;
        }

        foreach (var run in runs)
        {
            var who = $"{EnumWords.Of(run.State),-9}  {EnumWords.Of(run.Reason),-11}  {run.Who,-12}";
            await output.WriteLineAsync($"{run.Id}  {who}  {run.Outcome ?? Progress(run)}".TrimEnd());
        }

        return CommandLine.Done;
    }

    private async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = await ModelsCommand.HostAsync(parsed, cancel);
        var run = RunView.Of(await FindAsync(parsed, host, cancel));
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(SharedOptions.Json))
        {
            await output.WriteLineAsync(ApiJson.Write(run));
            return CommandLine.Done;
        }

        await output.WriteLineAsync($"Run {run.Id}, started by {EnumWords.Of(run.Reason)} ({run.Who}), attempt {run.Attempts}: "
            + $"{EnumWords.Of(run.State)}");
        await output.WriteLineAsync(run.Outcome ?? Progress(run));
        foreach (var step in run.Steps)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{EnumWords.Of(step.Step),-10}  {step.Seconds,8:0.0} s  {step.PeakMegabytes,6} MB"));
        }

        return CommandLine.Done;
    }

    private async Task<int> CancelAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var host = await ModelsCommand.HostAsync(parsed, cancel);
        var run = await FindAsync(parsed, host, cancel);
        if (!run.IsOpen)
        {
            throw new CommandFailedException($"run {run.Id} has ended: {run.Outcome}");
        }

        run = await host.Services.GetRequiredService<RunStore>().CancelAsync(run.Site, run.Id, Actor.Operator.Author, cancel);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            run!.IsOpen ? $"Run {run.Id} will stop within seconds" : $"Run {run.Id} is cancelled");
        return CommandLine.Done;
    }

    private async Task<Run> FindAsync(ParseResult parsed, IHost host, CancellationToken cancel)
    {
        var (site, id) = (parsed.GetRequiredValue(SharedOptions.Site), parsed.GetRequiredValue(_id));
        return await host.Services.GetRequiredService<RunStore>().FindAsync(site, id, cancel)
            ?? throw new CommandFailedException($"site '{site}' has no run {id}; see: recommender runs list --site {site}");
    }

    private static string Progress(RunView run) => run switch
    {
        { State: RunState.Waiting } => "waiting for a process: 'recommender serve' or 'recommender train'",
        { Total: { } total } => $"{run.Stage}: {run.Done} of {total}{(run.SecondsLeft is { } left ? $", {left:0} s left" : "")}",
        _ => run.Stage ?? "",
    };
}
