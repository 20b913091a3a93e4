using System.Text.Json;
using Recommender.Service.Reports;

namespace Recommender.Service.Evaluation.Reporting;

/// <summary>Writes a report into a folder: a self-contained index.html, and figures.json for programs.</summary>
internal static class EvaluationReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task WriteAsync(string folder, ReportData data, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "figures.json"), JsonSerializer.Serialize(data, Json), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), await ReportHtml.RenderAsync<ReportPage>(data), cancel);
    }
}
