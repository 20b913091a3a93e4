using Recommender.Service.Models;

namespace Recommender.Service.Training;

/// <summary>How a run ended.</summary>
/// <param name="Run">As the store holds it.</param>
/// <param name="Manifest">Of the model that it made.</param>
/// <param name="Verdict">What the gate said of it.</param>
public sealed record RunResult(Run Run, ModelManifest Manifest, Verdict Verdict)
{
    public bool IsLive => Run.State == RunState.Done;
}
