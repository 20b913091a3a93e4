namespace Recommender.Service.Training;

/// <summary>The steps of a run, in order.</summary>
public enum RunStep
{
    /// <summary>Fetching and importing the site's configured sources; each article is stored as it arrives.</summary>
    Import,

    /// <summary>Converting texts to terms and vectors.</summary>
    Featurise,

    /// <summary>Training the ranking on links. Ends with a checkpoint: the model.</summary>
    Train,

    /// <summary>Ranking the lists of all articles. Ends with a checkpoint: the lists.</summary>
    Rank,

    /// <summary>Comparing the model with the live one. Ends with a checkpoint: the result.</summary>
    Evaluate,
    Gate,
    Promote,
    CleanUp,
}
