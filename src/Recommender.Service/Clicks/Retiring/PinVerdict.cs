using System.Globalization;
using Recommender.Service.Clicks.Reporting;

namespace Recommender.Service.Clicks.Retiring;

/// <summary>How a pin is clicked against the rest of its blocks.</summary>
/// <param name="RetireBelow">The share of the blocks' own rate below which it retires.</param>
/// <param name="Counted">Its impressions and clicks.</param>
/// <param name="Own">Its position-corrected rate; null where nothing can be said yet.</param>
/// <param name="Block">That of everything else in its blocks.</param>
public sealed record PinVerdict(double RetireBelow, ClickCount Counted, Corrected? Own, Corrected? Block)
{
    /// <summary>Of fewer impressions nothing follows, whatever their interval.</summary>
    public const long FewestImpressions = 200;

    /// <summary>
    /// True where it is below the share beyond chance: the upper end of its 95 % interval lies below the share of the lower end of that of the
    /// block.
    /// </summary>
    public bool Retires => Counted.Impressions >= FewestImpressions && Own is { } own && Block is { } block && own.High < RetireBelow * block.Low;

    /// <summary>Where it stands, for people.</summary>
    public string Words => (Own, Block) switch
    {
        ({ } own, { Value: > 0 } block) when Counted.Impressions > 0 => string.Create(
            CultureInfo.InvariantCulture,
            $"clicked {own.Value / block.Value:0.00} times as often as the rest of its block, for its places (95 %: {own.Low / block.Value:0.00} to {own.High / block.Value:0.00}; {Counted.Clicks} clicks, {Counted.Impressions} impressions)"),
        _ => $"{Counted.Impressions} impressions so far, too few clicks around it to compare with",
    };
}
