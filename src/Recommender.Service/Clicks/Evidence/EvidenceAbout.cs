namespace Recommender.Service.Clicks.Evidence;

/// <summary>What a number of different clients is about.</summary>
internal enum EvidenceAbout
{
    /// <summary>The whole site.</summary>
    Site,

    /// <summary>The page whose article is the subject.</summary>
    Page,

    /// <summary>A slot of the site's blocks, except items that pins placed.</summary>
    Slot,

    /// <summary>A pin that may retire; the subject is its rule.</summary>
    Pin,

    /// <summary>The other items in the blocks of such a pin.</summary>
    Rest,
}
