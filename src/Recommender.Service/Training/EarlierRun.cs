namespace Recommender.Service.Training;

/// <param name="Requested">When it was requested.</param>
/// <param name="Figures">The figures of its model.</param>
/// <param name="Seconds">Total duration of its steps.</param>
/// <param name="PeakMegabytes">Highest peak memory of its steps.</param>
public sealed record EarlierRun(
    DateTimeOffset Requested, RunState State, IReadOnlyDictionary<string, double> Figures, double Seconds, int PeakMegabytes);
