using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Recommender.Service.Reports;

/// <summary>Renders a report's page to one HTML text that needs nothing else.</summary>
internal static class ReportHtml
{
    /// <typeparam name="TPage">A page with a parameter <c>Data</c>.</typeparam>
    public static async Task<string> RenderAsync<TPage>(object data) where TPage : IComponent
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Data"] = data });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
    }
}
