namespace Recommender.Service.Web;

/// <summary>A kind of work. Each kind has limits of its own, so that a flood of one keeps no other waiting.</summary>
public enum Lane
{
    /// <summary>Blocks for the pages of readers that are not cached.</summary>
    PageViews,

    /// <summary>What else anyone may read: articles, the demonstration site, the description of the API.</summary>
    Reading,

    /// <summary>Many blocks in one request.</summary>
    Batch,

    /// <summary>Blocks of unpublished drafts.</summary>
    Drafts,

    /// <summary>Explained blocks.</summary>
    Explain,

    /// <summary>Articles that a key sends.</summary>
    Pushes,

    /// <summary>Articles that a signed webhook sends.</summary>
    Webhooks,

    /// <summary>Imports of uploaded files.</summary>
    Uploads,

    /// <summary>Impressions and clicks.</summary>
    Beacons,

    /// <summary>Other bodies that anyone may send: the forms of the sign-in.</summary>
    Forms,

    /// <summary>Everything else that requires a role: the API of rules, runs and people, and the desk.</summary>
    Editing,
}
