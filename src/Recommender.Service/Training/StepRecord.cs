namespace Recommender.Service.Training;

/// <param name="Seconds">Total over all attempts.</param>
/// <param name="PeakMegabytes">Peak resident memory of the process during the step, sampled every second.</param>
public sealed record StepRecord(RunStep Step, double Seconds, int PeakMegabytes);
