using Recommender.Service.Training;

namespace Recommender.Service.Desk.Runs;

/// <param name="Run">The run.</param>
/// <param name="HasReport">Whether there is a report to look at.</param>
public sealed record ShownRun(RunView Run, bool HasReport);
