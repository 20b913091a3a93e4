using Recommender.Service.Models;
using Recommender.Service.Training.Gate;

namespace Recommender.Service.Training;

/// <summary>The content of a run's report; also its run.json.</summary>
/// <param name="Manifest">The manifest of its model.</param>
/// <param name="Found">Comparison of its model with the live one.</param>
/// <param name="Verdict">The gate's verdict.</param>
/// <param name="Changes">Changes visible to readers.</param>
/// <param name="Earlier">Previous runs, oldest first.</param>
public sealed record RunReport(
    Run Run, ModelManifest Manifest, ModelComparison Found, Verdict Verdict, ListChanges Changes, IReadOnlyList<EarlierRun> Earlier);
