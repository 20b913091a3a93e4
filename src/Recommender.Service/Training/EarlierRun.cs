namespace Recommender.Service.Training;

/// <param name="Requested">When it was asked for.</param>
/// <param name="State">How it ended.</param>
/// <param name="Figures">Of its model.</param>
/// <param name="Seconds">All its steps together.</param>
/// <param name="PeakMegabytes">Most memory of any step.</param>
public sealed record EarlierRun(DateTimeOffset Requested, RunState State, IReadOnlyDictionary<string, double> Figures, double Seconds, int PeakMegabytes);
