using Recommender.Service.Importing.Crawling;

namespace Recommender.Service.Importing;

/// <summary>What to do after an import, one sentence each, the most important first.</summary>
internal static class ImportAdvice
{
    // Of more pages than this left out by a guess, some may be articles.
    private const double Many = 0.1;

    public static IReadOnlyList<string> Of(string site, SourceLook look)
    {
        var counts = look.Counts;
        var doubts = counts.Doubts().ToDictionary(doubt => doubt.Reason, doubt => doubt.Count, StringComparer.Ordinal);
        var advice = new List<string>();
        Say(look.PagesLeft > 0, "Import it again, or let it run with serve: the pages that were read are not fetched again.");
        Say(look.Missing.Count > 0 && look.PagesLeft == 0, "Import it again later: what was read is kept.");
        Say(
            All(SourceDoubts.NoAddress),
            "No article has an address, so no block can link to one: give the site's address with --address URL.");
        Say(
            All(SourceDoubts.NoDate),
            "No article has a date, so closeness in time does not count: use a feed or an export that has dates.");
        Say(
            counts.Articles >= 3
                && doubts.GetValueOrDefault(SourceDoubts.NoText) + doubts.GetValueOrDefault(SourceDoubts.OneLine) > counts.Articles / 2,
            "Most articles have hardly any text: import the site's address or its sitemap, so that the pages themselves are read.");
        Say(
            doubts.GetValueOrDefault(SourceDoubts.OneTitle) > counts.Articles / 2 && counts.Articles >= 3,
            "Most articles have the same title: name another source, or correct the titles at the source.");
        var guessed = counts.LeftOut.ToList().Where(each => each.Reason == SiteComparison.Unlike).Sum(each => each.Count);
        Say(
            guessed > Many * Math.Max(1, counts.Articles + counts.Unchanged),
            "Many pages are unlike the site's articles; if some are articles, take them with --include PATTERN.");
        Say(
            counts.New + counts.Changed > 0,
            $"Train with: recommender train{(site == Articles.SiteStore.Default ? "" : $" --site {site}")}");
        return advice;

        bool All(string doubt) => counts.Articles > 0 && doubts.GetValueOrDefault(doubt) == counts.Articles;

        void Say(bool isSo, string sentence)
        {
            if (isSo)
            {
                advice.Add(sentence);
            }
        }
    }
}
