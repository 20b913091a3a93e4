namespace Recommender.Service.Articles;

/// <summary>What became of a push.</summary>
public enum PushOutcome
{
    /// <summary>The article was not there.</summary>
    Created,

    /// <summary>It was there with other content, or withdrawn.</summary>
    Changed,

    /// <summary>It was there just so.</summary>
    Unchanged,

    Withdrawn,

    /// <summary>Something later was pushed before: nothing was done.</summary>
    Outdated,

    /// <summary>It was to be withdrawn and has never been there: nothing was done.</summary>
    Unknown,
}
