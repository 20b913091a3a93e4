using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Search;

/// <summary>
/// One search for words. Articles with all of them come first. If no title has all of them, words with a typo are looked for, too; if
/// there are none, articles with most of the words.
/// </summary>
internal sealed class TermSearch(
    ArticleSearchStore store, SiteTitles titles, ArticleQuery query, IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
    : IDisposable
{
    // Read from the index at most; more are not counted.
    private const int MostTexts = 2000;
    private const int Few = 3;
    private const int Refined = 200;

    // Words with this beginning are compared; typos in the beginning itself are tried one by one.
    private const int SameBeginning = 3;
    private const int MostSimilar = 20;

    // No word begins with it.
    private const string None = "\uffff";

    // Texts that are read to look for a run as a whole.
    private const int MostRead = 1000;

    // Scores that differ less are equal, and the newest is first.
    private const int Steps = 100;

    private const double InHead = 0.4;
    private const double InWhole = 0.35;
    private const double InText = 0.25;
    private const double InTextWithTypo = 0.15;

    // Of the words' weight, that an article with only some of them must have.
    private const double Most = 0.5;
    private const double Weight = 0.1;

    // Frequent words are left out of the query of texts, which would read most of the index for them.
    private const int Frequent = 2000;
    private const double FrequentShare = 0.1;

    private readonly ArticleIndex _articles = titles.Articles;
    private readonly CardScores _found = new(titles.Articles.Count);

    // Articles that the snapshot does not have yet.
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    private int Count => _found.Cards.Count + _unknown.Count;

    public async Task<HitList> FindAsync(string site)
    {
        using var scores = TitleScores.Of(titles, terms, forgiving: false);
        AddComplete(scores);
        var inTitles = Count;
        var isAll = inTitles < MostTexts && await AddTextsAsync(site, scores, null, InText);
        var complete = Count;
        if (inTitles == 0 && terms.Any(term => term.MayHaveTypo) && (terms.Count > 1 || complete < Few))
        {
            using var forgiving = TitleScores.Of(titles, terms, forgiving: true);
            AddComplete(forgiving);
        }

        if (Count == 0)
        {
            isAll &= await AddTextsAsync(site, scores, await SimilarAsync(), InTextWithTypo);
        }

        if (Count == 0)
        {
            AddPartial();
        }

        return new HitList(Ranked(scores.Total), isAll, complete == 0 && Count > 0);
    }

    public void Dispose() => _found.Dispose();

    private void AddComplete(TitleScores scores)
    {
        foreach (var card in scores.Complete())
        {
            _found.Raise(card, (float)scores.Of(card, 0));
        }
    }

    private void AddPartial()
    {
        using var scores = TitleScores.Of(titles, terms, forgiving: true);
        foreach (var card in scores.Any().Where(card => scores.WeightOf(card) >= Most * scores.Total))
        {
            _found.Raise(card, (float)scores.Of(card, 0));
        }
    }

    // False if there are more than were read.
    private async Task<bool> AddTextsAsync(
        string site, TitleScores scores, IReadOnlyDictionary<string, IReadOnlyList<string>>? similar, double weight)
    {
        var asked = terms.Where((term, i) => scores.CountOf(i) < Math.Max(Frequent, FrequentShare * _articles.Count)).ToList();
        asked = asked.Count == 0 ? [.. terms] : asked;
        var texts = await store.KeysAsync(
            site, SearchWords.ToMatch(site, asked, query.HeadsOnly ? ArticleSearchStore.Heads : ArticleSearchStore.Everything, similar),
            MostTexts, cancel);
        var whole = await WithWholeRunsAsync(site, texts);
        var heads = texts.Count == 0 ? []
            : (await store.KeysAsync(site, SearchWords.ToMatch(site, asked, ArticleSearchStore.Heads, similar), MostTexts, cancel))
                .ToHashSet(StringComparer.Ordinal);
        foreach (var key in texts)
        {
            var card = _articles.FindByKey(key);
            if (card < 0)
            {
                _unknown.Add(key);
            }
            else
            {
                _found.Raise(card, (float)scores.Of(card, heads.Contains(key) ? InHead : whole.Contains(key) ? InWhole : weight));
            }
        }

        return texts.Count < MostTexts;
    }

    // The articles with what was typed in a script without blanks as it is, not only with its parts.
    private async Task<HashSet<string>> WithWholeRunsAsync(string site, IReadOnlyList<string> keys)
    {
        var runs = SearchWords.RunsOf(query.Typed);
        if (runs.Count == 0 || keys.Count is <= 1 or > MostRead)
        {
            return [];
        }

        IReadOnlyList<string> whole = keys;
        foreach (var run in runs)
        {
            whole = await store.ContainingAsync(site, whole, run, cancel);
        }

        return [.. whole];
    }

    // The words of texts that differ by one typo from those that were typed and are in no text.
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> SimilarAsync()
    {
        var similar = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var known = (await store.WordsAsync(None, terms.Select(term => term.Text), cancel)).ToHashSet(StringComparer.Ordinal);
        foreach (var term in terms.Where(term => term.MayHaveTypo && !known.Contains(term.Text)))
        {
            var typo = new Typo(term.Text);
            var begin = Math.Min(SameBeginning, term.Text.Length - 1);
            var words = await store.WordsAsync(term.Text[..begin], Typo.Variants(term.Text, begin, titles.Most.Alphabet), cancel);
            similar[term.Text] = [.. words.Where(word => typo.CountIn(word, Typo.LettersOf(word), false) == 1).Take(MostSimilar)];
        }

        return similar;
    }

    // One number for score and date orders a hundred thousand cards in milliseconds. The best are compared more closely.
    private List<FoundCard> Ranked(double total)
    {
        var order = new long[_found.Cards.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = Order(_found.Cards[i], 0);
        }

        Array.Sort(order);
        var best = Math.Min(Refined, order.Length);
        for (var i = 0; i < best; i++)
        {
            order[i] = Order(titles.CardAt((int)order[i]), Likeness(_articles[titles.CardAt((int)order[i])].Title));
        }

        Array.Sort(order, 0, best);
        return
        [
            .. _unknown.Select(key => new FoundCard(-1, key)),
            .. order.Select(number => new FoundCard(titles.CardAt((int)number), _articles[titles.CardAt((int)number)].Key)),
        ];

        long Order(int card, double more) =>
            ((long)Math.Round((_found[card] / total + more) * -Steps) << 32) | (uint)titles.RankOf(card);
    }

    // The share of the title that was typed, and of the neighbours that are neighbours in the title: up to a tenth each. A short title says
    // more exactly what is meant, and the parts of "1.20" belong together.
    private double Likeness(string title)
    {
        var words = new List<string>();
        IndexedText.ReadRuns(title, (run, kind) =>
            words.AddRange(kind == ScriptKind.Spaced ? [run] : IndexedText.TokensOf(run, kind)));
        var typed = terms.Count(term => words.Contains(term.Text));
        var pairs = words.Zip(words.Skip(1)).ToHashSet();
        var neighbours = terms.Zip(terms.Skip(1)).Count(pair => pairs.Contains((pair.First.Text, pair.Second.Text)));
        return words.Count == 0 ? 0 : Weight * (((double)typed / words.Count) + ((double)neighbours / Math.Max(1, terms.Count - 1)));
    }
}
