using System.ComponentModel;

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
