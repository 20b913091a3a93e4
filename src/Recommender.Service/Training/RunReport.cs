using Recommender.Service.Models;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>All that a run's report says; also its run.json.</summary>
/// <param name="Run">The run.</param>
/// <param name="Manifest">Of its model.</param>
/// <param name="Found">Its model beside the live one.</param>
/// <param name="Verdict">What the gate said.</param>
/// <param name="Changes">What changed for readers.</param>
/// <param name="Earlier">The runs before it, oldest first.</param>
public sealed record RunReport(
    Run Run, ModelManifest Manifest, ModelComparison Found, Verdict Verdict, ListChanges Changes, IReadOnlyList<EarlierRun> Earlier);
