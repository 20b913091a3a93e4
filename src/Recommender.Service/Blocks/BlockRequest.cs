namespace Recommender.Service.Blocks;

/// <summary>A request for a block.</summary>
public sealed record BlockRequest
{
    /// <summary>Index of the page's card; -1 for an unknown page, whose block is the fallback.</summary>
    public required int Article { get; init; }

    public required int Limit { get; init; }

    /// <summary>Cards that the page already shows.</summary>
    public IReadOnlyList<int> Excluded { get; init; } = [];

    /// <summary>Only articles of one of these sections, in any case; empty for all.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>Only articles with one of these tags, in any case; empty for all.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only articles published at or after this time (UTC); null for no limit.</summary>
    public DateTime? From { get; init; }

    /// <summary>Only articles published before this time (UTC); null for no limit.</summary>
    public DateTime? Before { get; init; }

    /// <summary>True to fill the block in the order of <see cref="BlockOptions.Fallback"/> if the model has too few articles.</summary>
    public bool Fallback { get; init; }

    /// <summary>The request of a page that leaves everything to the site's settings.</summary>
    public static BlockRequest Of(int article, BlockOptions options) =>
        new() { Article = article, Limit = options.DefaultLimit, Fallback = options.FillByDefault };

    /// <summary>True to record the effects of rules, which costs more than building the block.</summary>
    public bool Explain { get; init; }
}
