using System.ComponentModel.DataAnnotations;

namespace Recommender.Service.Importing;

/// <summary>The sources of a site, which are imported periodically by <c>serve</c>. Section <c>Recommender:Sites:NAME</c>.</summary>
public sealed class SourceOptions
{
    /// <summary>URLs, files or folders, as for <c>import</c>. Default: none; the site is not imported periodically.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>
    /// Addresses that are articles, whatever the guess about them: patterns as in robots.txt, where "*" matches anything and "$" the end:
    /// "/news/", "/*/article-". A pattern that begins with "https://" is compared with the whole address, so that it holds for one of
    /// several sources. Of several matching patterns the longest decides. Default: none.
    /// </summary>
    public IReadOnlyList<string> Include { get; set; } = [];

    /// <summary>Addresses that are not articles and are not fetched, in the same form. Default: none.</summary>
    public IReadOnlyList<string> Exclude { get; set; } = [];

    /// <summary>
    /// The site's own address, such as <c>https://news.example/</c>, for sources that have only paths: Blogger's Takeout, exports of
    /// Ghost and Substack, folders of Markdown without configuration. Default: none; their articles have no URL.
    /// </summary>
    public string? Address { get; set; }

    /// <summary>
    /// Further kinds of WordPress content that are articles, as <c>news</c> and <c>story</c>. Default: none; only <c>post</c> is read.
    /// </summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>Interval between imports of new articles. One minute to a week, default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00", ErrorMessage = "Recommender:Sites:NAME:Interval must be from one minute to a week")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Interval between full imports, which find articles that the others missed and withdraw missing ones. One hour to a year, default one
    /// day.
    /// </summary>
    [Range(
        typeof(TimeSpan), "01:00:00", "366.00:00:00",
        ErrorMessage = "Recommender:Sites:NAME:FullLookInterval must be from one hour to a year")]
    public TimeSpan FullLookInterval { get; set; } = TimeSpan.FromDays(1);
}
