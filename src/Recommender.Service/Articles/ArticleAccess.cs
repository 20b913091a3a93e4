namespace Recommender.Service.Articles;

/// <summary>Who may read an article on its site, as the source states it.</summary>
public enum ArticleAccess
{
    /// <summary>Everyone.</summary>
    Open,

    /// <summary>
    /// Everyone sees the card (title, summary, image, names, date); the text, and words from it, are for clients with a role at the site.
    /// </summary>
    Paywalled,

    /// <summary>No reader learns of it. At the desk, people with a role at the site see it.</summary>
    Hidden,
}
