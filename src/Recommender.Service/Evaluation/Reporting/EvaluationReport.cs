using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Recommender.Service.Evaluation.Reporting;

/// <summary>Writes a report into a folder: index.html, which needs nothing else, and figures.json for programs.</summary>
internal static class EvaluationReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true };

    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task WriteAsync(string folder, ReportData data, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "figures.json"), JsonSerializer.Serialize(data, Json), cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), await HtmlAsync(data), cancel);
    }

    private static async Task<string> HtmlAsync(ReportData data)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<ReportPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { ["Data"] = data }));
            return page.ToHtmlString();
        });
    }
}
