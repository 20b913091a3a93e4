namespace Recommender.Service.Articles;

/// <summary>One spelling for the many that a page's URL has, so that links and look-ups find it.</summary>
public static class UrlKey
{
    /// <summary>Null for what is no absolute http(s) URL.</summary>
    public static string? Of(string? url) => url;
}
