namespace Recommender.Service.Training;

/// <param name="Step">Which.</param>
/// <param name="Seconds">Over all attempts.</param>
/// <param name="PeakMegabytes">Most resident memory of the process while it lasted, looked at every second.</param>
public sealed record StepRecord(RunStep Step, double Seconds, int PeakMegabytes);
