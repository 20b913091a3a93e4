namespace Recommender.Service.Related;

/// <summary>
/// Section, author and tags of each card as numbers: what rules compare by the thousand compares as fast as a number. Two spellings that
/// differ in case only are one. Immutable; a name keeps its number from one version to the next.
/// </summary>
internal sealed class ArticleLabels
{
    private readonly int[] _sections;
    private readonly int[] _authors;
    private readonly int[][] _tags;
    private readonly Names _sectionNames;
    private readonly Names _authorNames;
    private readonly Names _tagNames;

    private ArticleLabels(int[] sections, int[] authors, int[][] tags, Names sectionNames, Names authorNames, Names tagNames) =>
        (_sections, _authors, _tags, _sectionNames, _authorNames, _tagNames) = (sections, authors, tags, sectionNames, authorNames, tagNames);

    /// <summary>The number of a card's section; -1 where it has none.</summary>
    public int SectionOf(int card) => _sections[card];

    /// <summary>The number of a card's author; -1 where it has none.</summary>
    public int AuthorOf(int card) => _authors[card];

    /// <summary>The numbers of a card's tags.</summary>
    public ReadOnlySpan<int> TagsOf(int card) => _tags[card];

    /// <summary>The number of a section, in any case; -1 where no article has ever had it.</summary>
    public int Section(string name) => _sectionNames.Find(name);

    /// <summary>As <see cref="Section"/>, of an author.</summary>
    public int Author(string name) => _authorNames.Find(name);

    /// <summary>As <see cref="Section"/>, of a tag.</summary>
    public int Tag(string name) => _tagNames.Find(name);

    public static ArticleLabels Of(ArticleCard[] cards) =>
        new ArticleLabels([], [], [], Names.None, Names.None, Names.None).With(cards, Enumerable.Range(0, cards.Length));

    /// <summary>The labels after some cards came or changed.</summary>
    /// <param name="cards">All cards as they are now.</param>
    /// <param name="changed">The indices of those that came or changed.</param>
    public ArticleLabels With(ArticleCard[] cards, IEnumerable<int> changed)
    {
        var (sections, authors, tags) = (Grown(_sections, cards.Length), Grown(_authors, cards.Length), Grown(_tags, cards.Length));
        var (sectionNames, authorNames, tagNames) = (new NewNames(_sectionNames), new NewNames(_authorNames), new NewNames(_tagNames));
        foreach (var card in changed)
        {
            sections[card] = sectionNames.NumberOf(cards[card].Section);
            authors[card] = authorNames.NumberOf(cards[card].Author);
            tags[card] = cards[card].Tags.Count == 0 ? [] : [.. cards[card].Tags.Select(tagNames.NumberOf)];
        }

        return new ArticleLabels(sections, authors, tags, sectionNames.Done(), authorNames.Done(), tagNames.Done());
    }

    private static T[] Grown<T>(T[] array, int length)
    {
        var grown = new T[length];
        array.CopyTo(grown, 0);
        return grown;
    }

    private sealed class Names(Dictionary<string, int> numbers)
    {
        public static readonly Names None = new(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));

        public int Find(string name) => numbers.GetValueOrDefault(name, -1);

        public Dictionary<string, int> Copy() => new(numbers, StringComparer.OrdinalIgnoreCase);
    }

    // Copies the names only where there is a new one, which is rare.
    private sealed class NewNames(Names known)
    {
        private Dictionary<string, int>? _more;

        public int NumberOf(string? name)
        {
            if (name is null)
            {
                return -1;
            }

            var number = _more is null ? known.Find(name) : _more.GetValueOrDefault(name, -1);
            if (number < 0)
            {
                _more ??= known.Copy();
                _more.Add(name, number = _more.Count);
            }

            return number;
        }

        public Names Done() => _more is null ? known : new Names(_more);
    }
}
