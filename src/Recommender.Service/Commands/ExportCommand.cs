using System.CommandLine;
using System.Text.Json;
using Recommender.Service.Embed;

namespace Recommender.Service.Commands;

/// <summary><c>export</c>: writes all blocks as files, for sites that do not want a service in their page views.</summary>
internal sealed class ExportCommand : SiteCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The target folder" };

    public ExportCommand()
        : base("export", "Write each article's block as JSON and HTML. Only changed files are written; obsolete ones are removed.")
    {
        Declare(_folder, SharedOptions.Limit, SharedOptions.Fallback);
    }

    public override IReadOnlyList<string> Examples { get; } =
        ["recommender export public/related", "recommender export public/related --limit 6 --fallback --json"];

    protected override async Task<int> RunAsync(ParseResult parsed, string site, IServiceProvider services, CancellationToken cancel)
    {
        var snapshot = await ServedSite.LoadAsync(services, site, cancel);
        if (snapshot.Model is null && !parsed.GetValue(SharedOptions.Fallback))
        {
            throw ServedSite.NoModel(snapshot);
        }

        var report = await services.GetRequiredService<SiteExport>().WriteAsync(
            snapshot, parsed.GetRequiredValue(_folder), parsed.GetValue(SharedOptions.Limit), parsed.GetValue(SharedOptions.Fallback),
            cancel);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(parsed.GetValue(SharedOptions.Json)
            ? JsonSerializer.Serialize(report, JsonSerializerOptions.Web)
            : $"{report.Written} files written, {report.Unchanged} unchanged, {report.Removed} removed");
        return CommandLine.Done;
    }
}
