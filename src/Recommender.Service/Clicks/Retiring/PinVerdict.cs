using System.Globalization;
using Recommender.Service.Clicks.Reporting;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>The click rate of a pin compared with the rest of its blocks. Each client counts once a day.</summary>
/// <param name="RetireBelow">The share of the blocks' own rate below which it retires.</param>
/// <param name="Counted">Clients that saw it, and that clicked it.</param>
/// <param name="Own">Its position-corrected rate; null if there is too little data.</param>
/// <param name="Block">The same for everything else in its blocks.</param>
public sealed record PinVerdict(double RetireBelow, ClickCount Counted, Corrected? Own, Corrected? Block)
{
    /// <summary>Below this number of impressions a pin never retires, whatever its interval.</summary>
    public const long FewestImpressions = 200;

    /// <summary>Its impressions without those of the first many clients of each day.</summary>
    public long Certain { get; init; }

    /// <summary>The largest rate that it may have had, whatever the first many clients of each day did.</summary>
    public Corrected? OwnAtMost { get; init; }

    /// <summary>The smallest rate that the rest of its blocks may have had.</summary>
    public Corrected? BlockAtLeast { get; init; }

    /// <summary>
    /// True if the pin is significantly below its limit, whatever the first many clients of each day did: the upper end of its 95 %
    /// interval is below that share of the lower end of its blocks' interval.
    /// </summary>
    public bool Retires => Certain >= FewestImpressions && OwnAtMost is { } own && BlockAtLeast is { } block
        && own.High < RetireBelow * block.Low;

    /// <summary>The status as text.</summary>
    public string Words => (Own, Block) switch
    {
        ({ } own, { Value: > 0 } block) when Counted.Impressions > 0 => string.Create(
            CultureInfo.InvariantCulture,
            $"clicked {own.Value / block.Value:0.00} times as often as the rest of its block, corrected for position (95 %: "
            + $"{own.Low / block.Value:0.00} to {own.High / block.Value:0.00}; seen by {Counted.Impressions} clients, clicked by "
            + $"{Counted.Clicks}, each once a day)"),
        _ => $"seen by {Counted.Impressions} clients so far, too few clicks in the rest of its blocks to compare",
    };
}
