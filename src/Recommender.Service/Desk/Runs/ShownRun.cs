using Recommender.Service.Training;

namespace Recommender.Service.Desk.Runs;

/// <param name="HasReport">Whether the run has a report.</param>
public sealed record ShownRun(RunView Run, bool HasReport);
