using Recommender.Engine;

namespace Recommender.Service.Workers;

/// <summary>How far a long piece of work is, in words for the operator.</summary>
/// <param name="Stage">What is being done, such as "reading words".</param>
/// <param name="Done">Units done in this stage.</param>
/// <param name="Total">Units in this stage; 0 if unknown.</param>
/// <param name="Left">The estimated time for the rest of the stage; null if unknown.</param>
public readonly record struct WorkProgress(string Stage, int Done, int Total, TimeSpan? Left = null)
{
    public static WorkProgress Of(StageProgress progress) => new(WordsOf(progress.Stage), progress.Done, progress.Total);

    /// <summary>Passes the engine's progress on in words; null if there is no listener.</summary>
    public static IProgress<StageProgress>? Into(IProgress<WorkProgress>? listener) =>
        listener is null ? null : new EngineProgress(listener);

    private static string WordsOf(TrainingStage stage) => stage switch
    {
        TrainingStage.ReadingWords => "reading words",
        TrainingStage.LearningEmbedding => "learning the embedding",
        TrainingStage.Encoding => "encoding",
        TrainingStage.LearningFromLinks => "learning from links",
        TrainingStage.Ranking => "ranking",
        TrainingStage.RankingNewDocuments => "ranking new articles",
        TrainingStage.RankingNeighbours => "ranking their neighbours",
        TrainingStage.LearningCurve => "learning curve",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    private sealed class EngineProgress(IProgress<WorkProgress> listener) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => listener.Report(Of(value));
    }
}
