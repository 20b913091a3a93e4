using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Search;

/// <summary>
/// How well the titles, addresses and labels of a site's cards match what was typed. A word counts by its rarity and by where and how
/// exactly it was found.
/// </summary>
internal sealed class TitleScores
{
    private const double Beginning = 0.85;
    private const double OtherForm = 0.8;
    private const double OneTypo = 0.6;
    private const double TwoTypos = 0.4;
    private const int LongestEnding = 4;
    private const int ShortestWord = 4;

    private readonly SiteTitles _titles;
    private readonly IReadOnlyList<SearchTerm> _terms;
    private readonly Dictionary<int, (double Score, uint Terms)> _cards = [];
    private readonly double[] _weights;
    private readonly int[] _counts;

    private TitleScores(SiteTitles titles, IReadOnlyList<SearchTerm> terms) =>
        (_titles, _terms, _weights, _counts) = (titles, terms, new double[terms.Count], new int[terms.Count]);

    /// <summary>The cards with any of the words: their score, and the set of words that they have, as bits.</summary>
    public IReadOnlyDictionary<int, (double Score, uint Terms)> Cards => _cards;

    /// <summary>The number of cards that have a word.</summary>
    public int CountOf(int term) => _counts[term];

    /// <summary>The sum of the words' weights.</summary>
    public double Total => _weights.Sum();

    /// <summary>The set of all words.</summary>
    public uint All => (1u << _terms.Count) - 1;

    /// <summary>The weights of some words.</summary>
    public double WeightOf(uint terms) => _weights.Where((_, i) => (terms & (1u << i)) != 0).Sum();

    /// <param name="titles">The site's titles.</param>
    /// <param name="terms">At most <see cref="SearchWords.MaxTerms"/>.</param>
    /// <param name="forgiving">True to find words with a typo, too.</param>
    public static TitleScores Of(SiteTitles titles, IReadOnlyList<SearchTerm> terms, bool forgiving)
    {
        var scores = new TitleScores(titles, terms);
        var best = new Dictionary<int, double>();
        for (var i = 0; i < terms.Count; i++)
        {
            best.Clear();
            Find(titles.Most, terms[i], forgiving, titles.Stale, best);
            if (titles.Changed is not null)
            {
                Find(titles.Changed, terms[i], forgiving, [], best);
            }

            scores.Add(i, best);
        }

        scores.WeighUnknown();
        return scores;
    }

    private void Add(int term, Dictionary<int, double> best)
    {
        // Half of the weight for a part: a run of n characters has nearly as many parts.
        var rarity = Math.Log(1 + ((_titles.Articles.Count + 1.0) / (best.Count + 1)));
        var weight = _terms[term].Kind == ScriptKind.Spaced ? rarity : rarity / 2;
        (_weights[term], _counts[term]) = (weight, best.Count);
        foreach (var (card, found) in best)
        {
            var before = _cards.GetValueOrDefault(card);
            _cards[card] = (before.Score + (weight * found), before.Terms | (1u << term));
        }
    }

    // What no title has weighs as much as the others do on average: it may be a typo, and would otherwise be the rarest of all.
    private void WeighUnknown()
    {
        var known = _weights.Where((_, i) => _counts[i] > 0).DefaultIfEmpty(1).Average();
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = _counts[i] > 0 ? _weights[i] : known;
        }
    }

    private static void Find(TitleIndex index, SearchTerm term, bool forgiving, HashSet<int> stale, Dictionary<int, double> best)
    {
        var text = term.Text;
        Take(index.Find(text), 1);
        if (term.IsBeginning)
        {
            TakeAll(index.Beginning(text), int.MaxValue, Beginning);
        }

        foreach (var form in term.Forms)
        {
            TakeAll(index.Beginning(form), form.Length + (form.Length < ShortestWord ? 0 : LongestEnding), OtherForm);
        }

        // A longer form was typed than the title has.
        for (var length = text.Length - 1; length >= Math.Max(ShortestWord, text.Length - 2) && term.Kind == ScriptKind.Spaced; length--)
        {
            Take(index.Find(text[..length]), OtherForm);
        }

        if (forgiving && term.MayHaveTypo)
        {
            TakeSimilar();
        }

        void TakeAll((int First, int Count) words, int longest, double nearness)
        {
            for (var word = words.First; word < words.First + words.Count; word++)
            {
                if (index.WordOf(word).Length <= longest)
                {
                    Take(word, nearness);
                }
            }
        }

        void TakeSimilar()
        {
            var typo = new Typo(text);
            for (var word = 0; word < index.Count; word++)
            {
                var count = typo.CountIn(index.WordOf(word), index.LettersOf(word), term.IsLast);
                if (count <= typo.Most)
                {
                    Take(word, count <= 1 ? OneTypo : TwoTypos);
                }
            }
        }

        void Take(int word, double nearness)
        {
            foreach (var posting in word < 0 ? [] : index.PostingsOf(word))
            {
                var card = posting >> TitleIndex.FieldBits;
                var found = nearness * ByField((SearchField)(posting & ((1 << TitleIndex.FieldBits) - 1)));
                if ((stale.Count == 0 || !stale.Contains(card)) && best.GetValueOrDefault(card) < found)
                {
                    best[card] = found;
                }
            }
        }
    }

    private static double ByField(SearchField field) => field switch
    {
        SearchField.Title => 1, SearchField.Address => 0.6, SearchField.Label => 0.5,
    };
}
