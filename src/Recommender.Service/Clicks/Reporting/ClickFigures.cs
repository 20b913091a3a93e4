using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>How often something was seen and clicked.</summary>
public record ClickFigures
{
    [Description("Of what; empty for what has none.")]
    public required string Name { get; init; }

    public required long Impressions { get; init; }

    public required long Clicks { get; init; }

    [Description("Clicks by impressions, with the 95 % interval of Wilson.")]
    public required ClickRate Rate { get; init; }

    [Description("Clicks by the clicks that are usual in the same slots (COEC), with its 95 % interval: 1 is as usual. None where no click is to be expected.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required Corrected? Corrected { get; init; }

    public static ClickFigures Of(string name, SlotCounts counts, Func<int, double> usual) => new()
    {
        Name = name, Impressions = counts.Total.Impressions, Clicks = counts.Total.Clicks, Rate = ClickRate.Of(counts.Total),
        Corrected = Reporting.Corrected.Of(counts.Total, counts.Expected(usual)),
    };
}
