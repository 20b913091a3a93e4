using System.Globalization;
using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Watching;

/// <summary>The metrics as Prometheus reads them.</summary>
internal sealed partial class MetricsPage(string text)
{
    /// <summary>Values by name and labels.</summary>
    public IReadOnlyDictionary<string, double> Samples { get; } = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => Sample().Match(line)).ToDictionary(
            match => $"{match.Groups["name"].Value}{{{string.Join(',', LabelsOf(match))}}}",
            match => double.Parse(match.Groups["value"].Value, CultureInfo.InvariantCulture));

    public IReadOnlySet<string> Names => Samples.Keys.Select(sample => sample[..sample.IndexOf('{', StringComparison.Ordinal)]).ToHashSet();

    public string Text => text;

    /// <summary>The value of a name with labels, such as <c>recommender_articles{site="default"}</c>; null if there is none.</summary>
    public double? this[string sample] => Samples.TryGetValue(sample, out var value) ? value : null;

    public static async Task<MetricsPage> OfAsync(RunningService service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { TestPeople.Header, "prometheus Viewer" } } };
        using var answer = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return new MetricsPage(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> LabelsOf(Match sample) => Label().Matches(sample.Groups["labels"].Value).Select(label => label.Value)
        .Where(label => !label.StartsWith("otel_", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    [GeneratedRegex("""^(?<name>[a-z0-9_]+)(\{(?<labels>.*)\})? (?<value>[^ ]+)""")]
    private static partial Regex Sample();

    [GeneratedRegex("[a-z_]+=\"[^\"]*\"")]
    private static partial Regex Label();
}
