namespace Recommender.Engine.Models;

/// <summary>The rankings that an evaluation sets side by side.</summary>
public enum RankingSystem
{
    /// <summary>What was published last, whatever it is about. A ranking that is hardly different is broken.</summary>
    NewestFirst,

    /// <summary>What the most earlier articles link to, whatever it is about.</summary>
    MostLinked,

    /// <summary>Cosine of the term vectors alone.</summary>
    TermCosine,

    /// <summary>The unlearned hybrid.</summary>
    Unlearned,

    /// <summary>The ranking learned from other sites' links.</summary>
    Default,

    /// <summary>The ranking learned from the site's own links.</summary>
    Site,

    /// <summary>What training puts live: of the learned rankings those that find the site's own newest links best.</summary>
    Served,
}
