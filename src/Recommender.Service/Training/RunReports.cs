using Microsoft.Extensions.Options;
using Recommender.Service.Models;
using Recommender.Service.Reports;
using Recommender.Service.Storage;
using Recommender.Service.Training.Reporting;
using Recommender.Service.Web;

namespace Recommender.Service.Training;

/// <summary>Stores the reports of runs: <c>data/reports/SITE/RUN/</c> with index.html and run.json.</summary>
public sealed class RunReports(IOptions<FolderOptions> folders, RunStore runs)
{
    private const int Kept = 50;
    private const int ShownRuns = 20;

    /// <summary>The HTML file of a run's report; null if there is none.</summary>
    /// <param name="run">A run read from the store, never an id taken directly from a request.</param>
    public string? Find(string site, Run run) =>
        Path.Combine(folders.Value.ReportsOf(site), run.Id, "index.html") is var file && File.Exists(file) ? file : null;

    internal async Task WriteAsync(Run run, ModelManifest manifest, Evaluated evaluated, Verdict verdict, CancellationToken cancel)
    {
        var folder = OwnerOnly.CreateFolder(Path.Combine(folders.Value.ReportsOf(run.Site), run.Id)).FullName;
        var data = new RunReport(run, manifest, evaluated.Found, verdict, evaluated.Changes, await EarlierAsync(run, cancel));
        await File.WriteAllTextAsync(Path.Combine(folder, "run.json"), ApiJson.Write(data), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), await ReportHtml.RenderAsync<RunReportPage>(data), cancel);
        foreach (var old in Directory.EnumerateDirectories(folders.Value.ReportsOf(run.Site))
            .OrderDescending(StringComparer.Ordinal).Skip(Kept).ToList())
        {
            Directory.Delete(old, recursive: true);
        }
    }

    // Oldest first.
    private async Task<IReadOnlyList<EarlierRun>> EarlierAsync(Run run, CancellationToken cancel) =>
    [
        .. (await runs.ListAsync(run.Site, ShownRuns, cancel))
            .Where(other => other.Id != run.Id && other.State is RunState.Done or RunState.Refused)
            .Select(other => Read(other)).OfType<EarlierRun>().Reverse(),
    ];

    private EarlierRun? Read(Run run)
    {
        try
        {
            var report = ApiJson.Read<RunReport>(File.ReadAllText(Path.Combine(folders.Value.ReportsOf(run.Site), run.Id, "run.json")));
            return new EarlierRun(run.Requested, run.State, report.Manifest.Figures, run.Steps.Sum(step => step.Seconds),
                run.Steps.Max(step => step.PeakMegabytes));
        }
        catch (Exception e) when (e is IOException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
