using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training.Registry;

/// <summary>How one model differs from another.</summary>
public sealed record ModelDiff(string From, string To)
{
    public required int Added { get; init; }

    public required int Removed { get; init; }

    /// <summary>Articles of both that say something else; null where one of the models does not tell.</summary>
    public required int? Rewritten { get; init; }

    public required IReadOnlyList<SettingDiff> Settings { get; init; }

    public required IReadOnlyList<FigureDiff> Figures { get; init; }

    /// <summary>Mean share, 0 to 1, of the first five that the other model does not show, over all pages of both.</summary>
    public required double ChangedLists { get; init; }

    /// <summary>Of the newest 200 pages those that changed most.</summary>
    public required IReadOnlyList<ListChange> MostChanged { get; init; }
}
