using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Watching;

/// <summary>How often a site publishes, told by the dates of what it published last.</summary>
internal static class FeedRhythm
{
    private const int Looked = 200;

    // With fewer nobody can say what is usual.
    private const int Fewest = 10;

    /// <summary>
    /// The second longest pause between two of the newest articles: nights and weekends are usual, a single holiday is not. An upper bound
    /// of what is usual, therefore, rather than a mean.
    /// </summary>
    /// <param name="articles">The site's.</param>
    /// <param name="now">What is dated later is not counted.</param>
    /// <returns>Null where the site has too few articles with a date.</returns>
    public static TimeSpan? UsualInterval(ArticleIndex articles, DateTime now)
    {
        var dates = new List<DateTime>(Looked + 1);
        foreach (var card in articles.Newest)
        {
            var published = articles[card].Published;
            if (published == default || dates.Count > Looked)
            {
                break;
            }

            if (published <= now)
            {
                dates.Add(published);
            }
        }

        return dates.Count <= Fewest ? null : dates.Zip(dates.Skip(1), (newer, older) => newer - older).OrderDescending().ElementAt(1);
    }
}
