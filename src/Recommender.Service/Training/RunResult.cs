using Recommender.Service.Models;

namespace Recommender.Service.Training;

/// <summary>The result of a run.</summary>
/// <param name="Run">The run as stored.</param>
/// <param name="Manifest">The manifest of its model.</param>
/// <param name="Verdict">The gate's verdict.</param>
public sealed record RunResult(Run Run, ModelManifest Manifest, Verdict Verdict)
{
    public bool IsLive => Run.State == RunState.Done;
}
