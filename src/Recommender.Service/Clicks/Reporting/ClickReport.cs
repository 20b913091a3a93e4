using System.ComponentModel;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Impressions and clicks of a number of days.</summary>
public sealed record ClickReport
{
    public required string Site { get; init; }

    [Description("The first day, in the site's time zone.")]
    public required DateOnly From { get; init; }

    [Description("The last day: today.")]
    public required DateOnly To { get; init; }

    public required string TimeZone { get; init; }

    public required ClickFigures Total { get; init; }

    [Description("By slot in the block.")]
    public required IReadOnlyList<ClickFigures> Slots { get; init; }

    [Description("By source of the item: pin, lock, model, fallback.")]
    public required IReadOnlyList<ClickFigures> Sources { get; init; }

    [Description("By section of the recommended article.")]
    public required IReadOnlyList<ClickFigures> Sections { get; init; }

    [Description("By age of the recommended article at the time of the impression.")]
    public required IReadOnlyList<ClickFigures> Ages { get; init; }

    [Description("By version of the model.")]
    public required IReadOnlyList<ClickFigures> Models { get; init; }

    [Description("Pairs clicked more often than expected in their slots, most certain first.")]
    public required IReadOnlyList<PairFigures> Top { get; init; }

    [Description("Pairs clicked less often than expected in their slots, most certain first.")]
    public required IReadOnlyList<PairFigures> Flop { get; init; }

    [Description("Different clients (IPv4 addresses, IPv6 /48) on the day with most of them. Few clients behind many impressions are a "
        + "proxy that is not trusted, or somebody who makes them up. 0 if no day was counted like that.")]
    public required long Clients { get; init; }

    [Description("Different clients of one day that are many: what fewer do retires no pin and makes no page one of the most read.")]
    public required int ManyClients { get; init; }

    [Description("Reported impressions and clicks that were not counted.")]
    public required DroppedCounts Dropped { get; init; }
}
