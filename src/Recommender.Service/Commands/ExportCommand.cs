using System.CommandLine;
using System.Text.Json;
using Recommender.Service.Embed;
using Recommender.Service.Hosting;

namespace Recommender.Service.Commands;

/// <summary><c>export</c>: writes all blocks as files, for sites that do not want a service in their page views.</summary>
internal sealed class ExportCommand : Command, IVerb
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The target folder" };
    private readonly Option<int?> _limit = SiteOnLine.Limit();
    private readonly Option<bool> _fallback = SiteOnLine.Fallback();

    public ExportCommand() : base("export", "Write each article's block as JSON and HTML. Only changed files are written; obsolete ones "
        + "are removed.")
    {
        Arguments.Add(_folder);
        Options.Add(_limit);
        Options.Add(_fallback);
        Options.Add(SharedOptions.Site);
        Options.Add(SharedOptions.Data);
        Options.Add(SharedOptions.Models);
        Options.Add(SharedOptions.Json);
        Options.Add(SharedOptions.Verbose);
        SetAction(RunAsync);
    }

    public IReadOnlyList<string> Examples { get; } =
        ["recommender export public/related", "recommender export public/related --limit 6 --fallback --json"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var site = parsed.GetRequiredValue(SharedOptions.Site);
        using var host = CommandHost.Build(SharedOptions.Settings(parsed), parsed.GetValue(SharedOptions.Verbose));
        var snapshot = await host.SnapshotAsync(site, cancel);
        if (snapshot.Model is null && !parsed.GetValue(_fallback))
        {
            throw SiteOnLine.NoModel(snapshot);
        }

        var report = await host.Services.GetRequiredService<SiteExport>().WriteAsync(
            snapshot, parsed.GetRequiredValue(_folder), parsed.GetValue(_limit), parsed.GetValue(_fallback), cancel);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(SharedOptions.Json)
            ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web)
            : $"{report.Written} files written, {report.Unchanged} unchanged, {report.Removed} removed");
        return CommandLine.Done;
    }
}
