using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Storage;

namespace Recommender.Service.Desk.Search;

/// <summary>The words of titles, addresses, sections, tags and authors of some cards, in memory. Immutable.</summary>
internal sealed class TitleIndex
{
    /// <summary>Bits of a posting that name its field; the others are the card.</summary>
    public const int FieldBits = 2;

    private const int MostLetters = 40;

    private readonly string[] _words;
    private readonly uint[] _letters;
    private readonly int[] _starts;
    private readonly int[] _postings;

    private TitleIndex(string[] words, int[] starts, int[] postings)
    {
        (_words, _starts, _postings) = (words, starts, postings);
        _letters = [.. words.Select(Typo.LettersOf)];
        Alphabet = [.. words.SelectMany(word => word).Where(char.IsLetter).GroupBy(letter => letter)
            .OrderByDescending(group => group.Count()).Take(MostLetters).Select(group => group.Key)];
    }

    /// <summary>The letters of the words, the most frequent first.</summary>
    public IReadOnlyList<char> Alphabet { get; }

    public int Count => _words.Length;

    /// <param name="articles">The site's articles.</param>
    /// <param name="cards">The cards to index, ascending.</param>
    public static TitleIndex Of(ArticleIndex articles, IEnumerable<int> cards)
    {
        var gathered = new Gathered();
        foreach (var card in cards)
        {
            // Of an erased article only its key is left.
            if (!articles[card].Withdrawn || articles[card].Title != ArticleErasure.Title)
            {
                gathered.Add(articles[card], card);
            }
        }

        return gathered.ToIndex();
    }

    public string WordOf(int word) => _words[word];

    public uint LettersOf(int word) => _letters[word];

    /// <summary>The postings of a word: card and field, by card.</summary>
    public ReadOnlySpan<int> PostingsOf(int word) => _postings.AsSpan(_starts[word], _starts[word + 1] - _starts[word]);

    /// <summary>The number of a word; -1 if no card has it.</summary>
    public int Find(string word) => Array.BinarySearch(_words, word, StringComparer.Ordinal) is >= 0 and var found ? found : -1;

    /// <summary>The words that begin with a text: the first one's number, and how many.</summary>
    public (int First, int Count) Beginning(string text)
    {
        var first = Array.BinarySearch(_words, text, StringComparer.Ordinal);
        first = first < 0 ? ~first : first;
        var end = first;
        while (end < _words.Length && _words[end].StartsWith(text, StringComparison.Ordinal))
        {
            end++;
        }

        return (first, end - first);
    }

    private sealed class Gathered
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int[]> _labels = new(StringComparer.Ordinal);
        private readonly List<(int Word, int Posting)> _postings = [];
        private readonly HashSet<int> _seen = [];

        public void Add(ArticleCard card, int number)
        {
            _seen.Clear();
            AddWords(WordsOf(card.Title), number, SearchField.Title);
            foreach (var label in card.Tags.Append(card.Section).Append(card.Author).OfType<string>())
            {
                // The same few labels are those of many cards.
                if (!_labels.TryGetValue(label, out var words))
                {
                    _labels[label] = words = [.. WordsOf(label)];
                }

                AddWords(words, number, SearchField.Label);
            }

            AddWords(WordsOf(card.UrlKey ?? ""), number, SearchField.Address);
        }

        public TitleIndex ToIndex()
        {
            var words = _numbers.Keys.ToArray();
            var numbers = _numbers.Values.ToArray();
            Array.Sort(words, numbers, StringComparer.Ordinal);
            var place = new int[words.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                place[numbers[i]] = i;
            }

            var starts = new int[words.Length + 1];
            foreach (var (word, _) in _postings)
            {
                starts[place[word] + 1]++;
            }

            for (var i = 0; i < words.Length; i++)
            {
                starts[i + 1] += starts[i];
            }

            var (next, postings) = (starts.ToArray(), new int[_postings.Count]);
            foreach (var (word, posting) in _postings)
            {
                postings[next[place[word]]++] = posting;
            }

            return new TitleIndex(words, starts, postings);
        }

        // Each word of a card counts once, in the first of its fields.
        private void AddWords(IEnumerable<int> words, int card, SearchField field)
        {
            foreach (var word in words)
            {
                if (_seen.Add(word))
                {
                    _postings.Add((word, (card << FieldBits) | (int)field));
                }
            }
        }

        private List<int> WordsOf(string text)
        {
            var words = new List<int>();
            IndexedText.ReadRuns(text, (run, kind) => words.AddRange(IndexedText.TokensOf(run, kind).Select(NumberOf)));
            return words;
        }

        private int NumberOf(string word)
        {
            if (!_numbers.TryGetValue(word, out var number))
            {
                _numbers[word] = number = _numbers.Count;
            }

            return number;
        }
    }
}
