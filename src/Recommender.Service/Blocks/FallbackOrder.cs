namespace Recommender.Service.Blocks;

/// <summary>The source of articles that fill a block.</summary>
public enum FallbackOrder
{
    /// <summary>The newest articles of the page's section, then of the site.</summary>
    Newest,

    /// <summary>The articles most read in the last days, each by many different clients on one day, then the newest.</summary>
    MostRead,

    /// <summary>Only articles pinned by editors for the page, its section and tags, and the site.</summary>
    EditorsPicks,
}
