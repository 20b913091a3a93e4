using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training.Registry;

/// <summary>The differences between two models.</summary>
public sealed record ModelDiff(string From, string To)
{
    public required int Added { get; init; }

    public required int Removed { get; init; }

    /// <summary>Number of articles in both whose text differs; null if one of the models does not record it.</summary>
    public required int? Rewritten { get; init; }

    public required IReadOnlyList<SettingDiff> Settings { get; init; }

    public required IReadOnlyList<FigureDiff> Figures { get; init; }

    /// <summary>Mean share, 0 to 1, of the top five that the other model does not show, over all pages of both.</summary>
    public required double ChangedLists { get; init; }

    /// <summary>The most changed of the newest 200 pages.</summary>
    public required IReadOnlyList<ListChange> MostChanged { get; init; }
}
