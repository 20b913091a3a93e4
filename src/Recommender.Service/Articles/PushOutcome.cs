namespace Recommender.Service.Articles;

/// <summary>The outcome of a push.</summary>
public enum PushOutcome
{
    /// <summary>The article did not exist.</summary>
    Created,

    /// <summary>The article existed with other content, or was withdrawn.</summary>
    Changed,

    /// <summary>The article existed with the same content.</summary>
    Unchanged,

    Withdrawn,

    /// <summary>A later change was already pushed: nothing was done.</summary>
    Outdated,

    /// <summary>The article to withdraw never existed: nothing was done.</summary>
    Unknown,
}
