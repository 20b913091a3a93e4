namespace Recommender.Service.Training.Gate;

/// <param name="MostRead">Changes of the 200 most-read pages; of the newest, if readers are not counted.</param>
/// <param name="Worst">Pages whose mean score fell most.</param>
/// <param name="Best">Pages whose mean score rose most.</param>
public sealed record ListChanges(IReadOnlyList<ListChange> MostRead, IReadOnlyList<ListChange> Worst, IReadOnlyList<ListChange> Best)
{
    public static readonly ListChanges None = new([], [], []);
}
