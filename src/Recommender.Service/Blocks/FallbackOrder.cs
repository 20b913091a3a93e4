namespace Recommender.Service.Blocks;

/// <summary>What fills a block up.</summary>
public enum FallbackOrder
{
    /// <summary>The newest of the page's section, then of the site.</summary>
    Newest,

    /// <summary>What readers read most in the last days, as their looks at blocks tell, then the newest.</summary>
    MostRead,

    /// <summary>Nothing but what editors pinned for the page, its section and tags, and the site.</summary>
    EditorsPicks,
}
