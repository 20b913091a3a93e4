namespace Recommender.Service.Training;

/// <summary>The runs of a site.</summary>
/// <param name="Runs">Newest first.</param>
/// <param name="Next">When the schedule starts the next one.</param>
public sealed record RunList(IReadOnlyList<RunView> Runs, DateTimeOffset? Next);
