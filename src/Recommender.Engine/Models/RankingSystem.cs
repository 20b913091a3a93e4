namespace Recommender.Engine.Models;

/// <summary>The rankings that an evaluation compares.</summary>
public enum RankingSystem
{
    /// <summary>Newest first, regardless of topic. A ranking that hardly differs from it is broken.</summary>
    NewestFirst,

    /// <summary>Most linked by earlier articles, regardless of topic.</summary>
    MostLinked,

    /// <summary>Cosine of the term vectors only.</summary>
    TermCosine,

    /// <summary>The unlearned hybrid.</summary>
    Unlearned,

    /// <summary>The ranking learned from the links of other sites.</summary>
    Default,

    /// <summary>The ranking learned from the site's own links.</summary>
    Site,

    /// <summary>The ranking that training puts live: the mix of rankings that best finds the site's own newest links.</summary>
    Served,
}
