namespace Recommender.Service.Tests.Fuzzing;

/// <summary>Processor time and memory are those of the process: no other test runs meanwhile.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class FuzzMeasurements;
