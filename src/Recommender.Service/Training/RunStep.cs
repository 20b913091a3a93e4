namespace Recommender.Service.Training;

/// <summary>The steps of a run, in their order.</summary>
public enum RunStep
{
    /// <summary>Fetching and importing the site's configured sources: one stream, each article is stored as it comes.</summary>
    Import,

    /// <summary>Texts become terms and vectors.</summary>
    Featurise,

    /// <summary>Learning from links. Ends with a checkpoint: the model.</summary>
    Train,

    /// <summary>The lists of all articles. Ends with a checkpoint: the lists.</summary>
    Rank,

    /// <summary>Setting the model against the live one. Ends with a checkpoint: what was found.</summary>
    Evaluate,
    Gate,
    Promote,
    CleanUp,
}
