namespace Recommender.Engine;

/// <summary>The stages of training, ranking and evaluation, in their order.</summary>
public enum TrainingStage
{
    ReadingWords,
    LearningEmbedding,
    Encoding,

    /// <summary>Everything before it computes features; this stage learns their weights.</summary>
    LearningFromLinks,
    Ranking,

    /// <summary>Of an update: the lists of new and changed documents.</summary>
    RankingNewDocuments,

    /// <summary>Of an update: the lists that those may enter or leave.</summary>
    RankingNeighbours,
    LearningCurve,
}
