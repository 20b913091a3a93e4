using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Search;

/// <summary>
/// One search for words. Articles with all of them come first. If no title has all of them, words with a typo are looked for, too; if
/// there are none, articles with most of the words.
/// </summary>
internal sealed class TermSearch(
    ArticleSearchStore store, SiteTitles titles, string typed, IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
{
    // Read from the index at most; more are not counted.
    private const int MostTexts = 5000;
    private const int Few = 3;
    private const int Refined = 200;

    // Words with this beginning are compared; typos in the beginning itself are tried one by one.
    private const int SameBeginning = 3;
    private const int MostSimilar = 20;

    // No word begins with it.
    private const string None = "\uffff";

    // Texts that are read to look for a run as a whole.
    private const int MostRead = 1000;

    private const double InHead = 0.4;
    private const double InWhole = 0.35;
    private const double InText = 0.25;
    private const double InTextWithTypo = 0.15;

    // Of the words' weight, that an article with only some of them must have.
    private const double Most = 0.5;
    private const double Partly = 0.1;
    private const double Weight = 0.1;

    // Frequent words are left out of the query of texts, which would read most of the index for them.
    private const int Frequent = 2000;
    private const double FrequentShare = 0.1;

    private readonly ArticleIndex _articles = titles.Articles;
    private readonly Dictionary<string, double> _found = new(StringComparer.Ordinal);

    public async Task<HitList> FindAsync(string site)
    {
        var scores = TitleScores.Of(titles, terms, forgiving: false);
        var inTitles = AddComplete(scores);
        var isAll = await AddTextsAsync(site, scores, null, InText);
        var complete = _found.Count;
        if (inTitles == 0 && terms.Any(term => term.MayHaveTypo) && (terms.Count > 1 || complete < Few))
        {
            scores = TitleScores.Of(titles, terms, forgiving: true);
            AddComplete(scores);
        }

        if (_found.Count == 0)
        {
            isAll &= await AddTextsAsync(site, scores, await SimilarAsync(), InTextWithTypo);
        }

        if (_found.Count == 0)
        {
            AddPartial(scores);
        }

        return new HitList(Ranked(scores.Total), isAll, complete == 0 && _found.Count > 0);
    }

    private int AddComplete(TitleScores scores)
    {
        var count = 0;
        foreach (var (card, found) in scores.Cards)
        {
            if (found.Terms == scores.All)
            {
                count++;
                Add(_articles[card].Key, found.Score);
            }
        }

        return count;
    }

    private void AddPartial(TitleScores scores)
    {
        foreach (var (card, found) in scores.Cards)
        {
            if (found.Terms != scores.All && scores.WeightOf(found.Terms) >= Most * scores.Total)
            {
                Add(_articles[card].Key, found.Score * Partly);
            }
        }
    }

    // False if there are more than were read.
    private async Task<bool> AddTextsAsync(
        string site, TitleScores scores, IReadOnlyDictionary<string, IReadOnlyList<string>>? similar, double weight)
    {
        var asked = terms.Where((term, i) => scores.CountOf(i) < Math.Max(Frequent, FrequentShare * _articles.Count)).ToList();
        asked = asked.Count == 0 ? [.. terms] : asked;
        var texts = await store.KeysAsync(site, SearchWords.ToMatch(site, asked, ArticleSearchStore.Everything, similar), MostTexts, cancel);
        var whole = await WithWholeRunsAsync(site, texts);
        var heads = texts.Count == 0 ? []
            : (await store.KeysAsync(site, SearchWords.ToMatch(site, asked, ArticleSearchStore.Heads, similar), MostTexts, cancel))
                .ToHashSet(StringComparer.Ordinal);
        foreach (var key in texts)
        {
            var (score, has) = _articles.FindByKey(key) is >= 0 and var card ? scores.Cards.GetValueOrDefault(card) : default;
            Add(key, score + (scores.WeightOf(scores.All & ~has) * (heads.Contains(key) ? InHead : whole.Contains(key) ? InWhole : weight)));
        }

        return texts.Count < MostTexts;
    }

    // The articles with what was typed in a script without blanks as it is, not only with its parts.
    private async Task<HashSet<string>> WithWholeRunsAsync(string site, IReadOnlyList<string> keys)
    {
        var runs = SearchWords.RunsOf(typed);
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

    private void Add(string key, double score) => _found[key] = Math.Max(score, _found.GetValueOrDefault(key));

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

    private List<Hit> Ranked(double total)
    {
        var hits = _found.Select(found =>
        {
            var card = _articles.FindByKey(found.Key);
            return (Hit: new Hit(card, found.Key), Score: found.Value / total, Date: card < 0 ? DateTime.MaxValue : _articles[card].Published);
        }).OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Date).ToList();
        var refined = hits.Take(Refined).Select(hit => hit with { Score = Math.Round(hit.Score + Likeness(hit.Hit), 2) })
            .OrderByDescending(hit => hit.Score).ThenByDescending(hit => hit.Date).ThenBy(hit => hit.Hit.Key, StringComparer.Ordinal);
        return [.. refined.Concat(hits.Skip(Refined)).Select(hit => hit.Hit)];
    }

    // The share of the title that was typed, and of the neighbours that are neighbours in the title: up to a tenth each. A short title says
    // more exactly what is meant, and the parts of "1.20" belong together.
    private double Likeness(Hit hit)
    {
        if (hit.Card < 0)
        {
            return 0;
        }

        var words = new List<string>();
        IndexedText.ReadRuns(_articles[hit.Card].Title, (run, kind) =>
            words.AddRange(kind == ScriptKind.Spaced ? [run] : IndexedText.TokensOf(run, kind)));
        var typed = terms.Count(term => words.Contains(term.Text));
        var pairs = words.Zip(words.Skip(1)).ToHashSet();
        var neighbours = terms.Zip(terms.Skip(1)).Count(pair => pairs.Contains((pair.First.Text, pair.Second.Text)));
        return words.Count == 0 ? 0 : Weight * (((double)typed / words.Count) + ((double)neighbours / Math.Max(1, terms.Count - 1)));
    }
}
