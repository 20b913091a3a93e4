using System.ComponentModel;

namespace Recommender.Service.Clicks.Reporting;

/// <summary>Figures of one article in the block of another.</summary>
public sealed record PairFigures : ClickFigures
{
    [Description("Key of the page's article.")]
    public required string Page { get; init; }

    public required string PageTitle { get; init; }

    [Description("Key of the recommended article; name is its title.")]
    public required string Article { get; init; }
}
