using System.ComponentModel;

namespace Recommender.Service.Clicks;

/// <summary>What a page tells of its block.</summary>
public sealed record Beacon
{
    [Description("Key of the page's article: data-page of the fragment, article.key of /related.")]
    public required string Page { get; init; }

    [Description("Version of the model: data-model, model. None where there is none.")]
    public string? Model { get; init; }

    [Description("Items of which half was visible for one second, each once a page view; at most 50.")]
    public IReadOnlyList<BeaconItem> Seen { get; init; } = [];

    [Description("Items that were clicked, each once a page view; at most 50.")]
    public IReadOnlyList<BeaconItem> Clicked { get; init; } = [];
}
