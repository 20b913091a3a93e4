global using SiteArticleOptions = Recommender.Service.Configuration.SiteSettings<Recommender.Service.Articles.ArticleOptions>;

namespace Recommender.Service.Articles;

/// <summary>
/// What the public may read of a site's articles. Section <c>Recommender:Articles</c>; <c>Recommender:Sites:NAME:Articles</c> replaces it.
/// </summary>
public sealed class ArticleOptions
{
    public const string Section = "Recommender:Articles";

    /// <summary>Whether articles are paywalled if their source does not state who may read them. Default: false.</summary>
    public bool Paywalled { get; set; }

    /// <summary>
    /// Whether <c>/v1/SITE/articles</c> gives the text and links of open articles to everyone. Default: false, only to clients with a role.
    /// </summary>
    public bool PublicText { get; set; }

    /// <summary>
    /// Whether <c>explain=true</c> explains blocks to everyone. Default: false, only to clients with a role: an explanation costs much more
    /// than a block, and names the rules that made it.
    /// </summary>
    public bool PublicExplain { get; set; }

    internal ArticleAccess Default => Paywalled ? ArticleAccess.Paywalled : ArticleAccess.Open;
}
