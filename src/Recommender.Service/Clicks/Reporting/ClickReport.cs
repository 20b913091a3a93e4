using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>What readers saw and clicked in some days.</summary>
public sealed record ClickReport
{
    public required string Site { get; init; }

    [Description("The first day, in the site's time zone.")]
    public required DateOnly From { get; init; }

    [Description("The last day: today.")]
    public required DateOnly To { get; init; }

    public required string TimeZone { get; init; }

    public required ClickFigures Total { get; init; }

    [Description("By place in the block.")]
    public required IReadOnlyList<ClickFigures> Slots { get; init; }

    [Description("By who picked: pin, lock, model, fallback.")]
    public required IReadOnlyList<ClickFigures> Sources { get; init; }

    [Description("By section of the article that stood in the block.")]
    public required IReadOnlyList<ClickFigures> Sections { get; init; }

    [Description("By age of that article when it was seen.")]
    public required IReadOnlyList<ClickFigures> Ages { get; init; }

    [Description("By version of the model.")]
    public required IReadOnlyList<ClickFigures> Models { get; init; }

    [Description("Pairs that are clicked more often than is usual in their places, the surest first.")]
    public required IReadOnlyList<PairFigures> Top { get; init; }

    [Description("Pairs that are clicked less often than is usual in their places, the surest first.")]
    public required IReadOnlyList<PairFigures> Flop { get; init; }

    [Description("What was told and not counted.")]
    public required DroppedCounts Dropped { get; init; }
}

/// <summary>Beacons of bots and floods, and counts for which there was no room.</summary>
public sealed record DroppedCounts(long Bots, long Floods, long Full)
{
    public static DroppedCounts Of(IReadOnlyDictionary<DropReason, long> counts) => new(
        counts.GetValueOrDefault(DropReason.Bot), counts.GetValueOrDefault(DropReason.Flood), counts.GetValueOrDefault(DropReason.Full));
}

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

/// <summary>One article under another.</summary>
public sealed record PairFigures : ClickFigures
{
    [Description("Key of the page's article.")]
    public required string Page { get; init; }

    public required string PageTitle { get; init; }

    [Description("Key of the article in its block; name is its title.")]
    public required string Article { get; init; }
}
