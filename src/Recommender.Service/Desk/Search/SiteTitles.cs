using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Desk.Search;

/// <summary>
/// The words of a site's titles at one state of its articles: an index of most of them, and a small one of those that changed since.
/// Immutable.
/// </summary>
internal sealed class SiteTitles
{
    private const double MostChanged = 0.02;
    private const int FewChanged = 200;
    private const int MostLanguages = 3;

    // Of the articles: a language of fewer is rarely typed.
    private const double RareLanguage = 0.05;

    private readonly ArticleIndex _indexed;
    private readonly int[] _byDate;
    private readonly int[] _ranks;

    private SiteTitles(long lineage, ArticleIndex articles, ArticleIndex indexed, TitleIndex most, TitleIndex? changed, HashSet<int> stale)
    {
        (Lineage, Articles, _indexed, Most, Changed, Stale) = (lineage, articles, indexed, most, changed, stale);
        (_byDate, _ranks) = (new int[articles.Count], new int[articles.Count]);
        articles.Newest.CopyTo(_byDate);
        var ranked = 0;
        for (; ranked < articles.Newest.Length; ranked++)
        {
            _ranks[_byDate[ranked]] = ranked + 1;
        }

        // Articles that no reader will see come last.
        for (var card = 0; card < articles.Count; card++)
        {
            if (_ranks[card] == 0)
            {
                _byDate[ranked++] = card;
                _ranks[card] = ranked;
            }
        }

        var (languages, known) = (new Dictionary<string, int>(StringComparer.Ordinal), 0);
        for (var card = 0; card < articles.Count; card++)
        {
            if (articles[card].Language is { } language)
            {
                languages[language] = languages.GetValueOrDefault(language) + 1;
                known++;
            }
        }

        Languages = [.. languages.Where(count => count.Value >= RareLanguage * known).OrderByDescending(count => count.Value)
            .Take(MostLanguages).Select(count => count.Key)];
    }

    public long Lineage { get; }

    public ArticleIndex Articles { get; }

    /// <summary>The words of all articles but <see cref="Stale"/>, of which it has an earlier state.</summary>
    public TitleIndex Most { get; }

    /// <summary>The words of the articles that are stale or missing in the other.</summary>
    public TitleIndex? Changed { get; }

    public HashSet<int> Stale { get; }

    /// <summary>The languages of most articles.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>The place of a card, the newest first, from 1.</summary>
    public int RankOf(int card) => _ranks[card];

    /// <summary>The card at a place of that order.</summary>
    public int CardAt(int rank) => _byDate[rank - 1];

    public static SiteTitles Of(SiteSnapshot snapshot) => new(
        snapshot.Lineage, snapshot.Articles, snapshot.Articles,
        TitleIndex.Of(snapshot.Articles, Enumerable.Range(0, snapshot.Articles.Count)), null, []);

    /// <summary>The titles of a later snapshot.</summary>
    public SiteTitles At(SiteSnapshot snapshot)
    {
        var articles = snapshot.Articles;
        if (articles == Articles)
        {
            return this;
        }

        if (snapshot.Lineage != Lineage || articles.Count < _indexed.Count)
        {
            return Of(snapshot);
        }

        var changed = Enumerable.Range(0, articles.Count)
            .Where(card => card >= _indexed.Count || articles[card] != _indexed[card]).ToList();
        return changed.Count > Math.Max(FewChanged, MostChanged * articles.Count) ? Of(snapshot)
            : new(Lineage, articles, _indexed, Most, TitleIndex.Of(articles, changed), [.. changed.Where(card => card < _indexed.Count)]);
    }
}
