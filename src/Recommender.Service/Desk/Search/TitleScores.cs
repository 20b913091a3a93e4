using Recommender.Service.Articles;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Search;

/// <summary>
/// How well the titles, addresses and labels of a site's cards match what was typed. A word counts by its rarity and by where and how
/// exactly it was found.
/// </summary>
internal sealed class TitleScores : IDisposable
{
    private const float Beginning = 0.85f;
    private const float OtherForm = 0.8f;
    private const float OneTypo = 0.6f;
    private const float TwoTypos = 0.4f;
    private const int LongestEnding = 4;
    private const int ShortestWord = 4;

    private readonly IReadOnlyList<SearchTerm> _terms;
    private readonly CardScores[] _byTerm;
    private readonly double[] _weights;

    private TitleScores(SiteTitles titles, IReadOnlyList<SearchTerm> terms, bool forgiving)
    {
        (_terms, _weights) = (terms, new double[terms.Count]);
        _byTerm = [.. terms.Select(_ => new CardScores(titles.Articles.Count))];
        for (var i = 0; i < terms.Count; i++)
        {
            Find(titles.Most, terms[i], forgiving, titles.Stale, _byTerm[i]);
            if (titles.Changed is not null)
            {
                Find(titles.Changed, terms[i], forgiving, [], _byTerm[i]);
            }

            // Half of the weight for a part: a run of n characters has nearly as many parts.
            var rarity = Math.Log(1 + ((titles.Articles.Count + 1.0) / (CountOf(i) + 1)));
            _weights[i] = _terms[i].Kind == ScriptKind.Spaced ? rarity : rarity / 2;
        }

        WeighUnknown();
    }

    /// <summary>The sum of the words' weights.</summary>
    public double Total => _weights.Sum();

    /// <param name="titles">The site's titles.</param>
    /// <param name="terms">At most <see cref="SearchWords.MaxTerms"/>.</param>
    /// <param name="forgiving">True to find words with a typo, too.</param>
    public static TitleScores Of(SiteTitles titles, IReadOnlyList<SearchTerm> terms, bool forgiving) => new(titles, terms, forgiving);

    /// <summary>The number of cards that have a word.</summary>
    public int CountOf(int term) => _byTerm[term].Cards.Count;

    /// <summary>The cards that have all of the words.</summary>
    public IEnumerable<int> Complete() =>
        _byTerm.MinBy(scores => scores.Cards.Count)!.Cards.Where(card => _byTerm.All(scores => scores[card] > 0));

    /// <summary>The cards that have any of the words, each once.</summary>
    public IEnumerable<int> Any() => _byTerm.SelectMany(scores => scores.Cards).Distinct();

    /// <summary>The score of a card: the weights of its words, less for those that were not found exactly in the title.</summary>
    /// <param name="card">The card; -1 for one without any word.</param>
    /// <param name="missing">The share of the weight that a word counts which the card does not have.</param>
    public double Of(int card, double missing)
    {
        var score = 0.0;
        for (var i = 0; i < _byTerm.Length; i++)
        {
            score += _weights[i] * Math.Max(missing, card < 0 ? 0 : _byTerm[i][card]);
        }

        return score;
    }

    /// <summary>The weight of the words that a card has.</summary>
    public double WeightOf(int card) => _weights.Where((_, i) => _byTerm[i][card] > 0).Sum();

    public void Dispose()
    {
        foreach (var scores in _byTerm)
        {
            scores.Dispose();
        }
    }

    // What no title has weighs as much as the others do on average: it may be a typo, and would otherwise be the rarest of all.
    private void WeighUnknown()
    {
        var known = _weights.Where((_, i) => CountOf(i) > 0).DefaultIfEmpty(1).Average();
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = CountOf(i) > 0 ? _weights[i] : known;
        }
    }

    private static void Find(TitleIndex index, SearchTerm term, bool forgiving, HashSet<int> stale, CardScores found)
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

        void TakeAll((int First, int Count) words, int longest, float nearness)
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

        void Take(int word, float nearness)
        {
            foreach (var posting in word < 0 ? [] : index.PostingsOf(word))
            {
                var card = posting >> TitleIndex.FieldBits;
                if (stale.Count == 0 || !stale.Contains(card))
                {
                    found.Raise(card, nearness * ByField((SearchField)(posting & ((1 << TitleIndex.FieldBits) - 1))));
                }
            }
        }
    }

    private static float ByField(SearchField field) => field switch
    {
        SearchField.Title => 1, SearchField.Address => 0.6f, SearchField.Label => 0.5f,
    };
}
