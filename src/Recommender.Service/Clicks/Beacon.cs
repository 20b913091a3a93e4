using System.ComponentModel;

namespace Recommender.Service.Clicks;

/// <summary>The impressions and clicks that a page reports for its block.</summary>
public sealed record Beacon
{
    [Description("Key of the page's article: data-page of the fragment, article.key of /related.")]
    public required string Page { get; init; }

    [Description("Version of the model: data-model of the fragment, model of /related. Omitted if no model served the block.")]
    public string? Model { get; init; }

    [Description("Items of which at least half was visible for one second, each once per page view; at most 50.")]
    public IReadOnlyList<BeaconItem> Seen { get; init; } = [];

    [Description("Items that were clicked, each once per page view; at most 50.")]
    public IReadOnlyList<BeaconItem> Clicked { get; init; } = [];
}
