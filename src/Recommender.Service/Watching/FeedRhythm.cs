using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Watching;

/// <summary>Estimates how often a site publishes from the dates of its newest articles.</summary>
internal static class FeedRhythm
{
    private const int Looked = 200;

    // Fewer articles are not enough for an estimate.
    private const int Fewest = 10;

    /// <summary>
    /// The second-longest pause between consecutive articles among the newest: nights and weekends are usual, a single holiday is not. It
    /// is therefore an upper bound of the usual interval rather than a mean.
    /// </summary>
    /// <param name="now">Articles with a later date are ignored.</param>
    /// <returns>Null if the site has too few dated articles.</returns>
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
