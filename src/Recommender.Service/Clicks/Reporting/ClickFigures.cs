using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Impressions, clicks and click rates of one item or group.</summary>
public record ClickFigures
{
    [Description("Name of the item or group; empty if it has none.")]
    public required string Name { get; init; }

    public required long Impressions { get; init; }

    public required long Clicks { get; init; }

    [Description("Clicks divided by impressions, with the 95 % Wilson interval.")]
    public required ClickRate Rate { get; init; }

    [Description("Clicks divided by the clicks expected in the same slots (COEC), with a 95 % interval: 1 is average. Omitted if no "
        + "clicks are expected.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required Corrected? Corrected { get; init; }

    public static ClickFigures Of(string name, SlotCounts counts, Func<int, double> usual) => new()
    {
        Name = name, Impressions = counts.Total.Impressions, Clicks = counts.Total.Clicks, Rate = ClickRate.Of(counts.Total),
        Corrected = Reporting.Corrected.Of(counts.Total, counts.Expected(usual)),
    };
}
