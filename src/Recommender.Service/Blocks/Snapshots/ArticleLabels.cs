namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// Section, author, language and tags of each card as numbers, with its date (<see cref="CardFacts"/>), so that rules can compare thousands
/// of them quickly. Spellings that differ only in case are the same label. Immutable; a name keeps its number from one version to the next.
/// </summary>
internal sealed class ArticleLabels
{
    // Unused tag entries left by changed cards are removed once they outnumber the used ones.
    private const int WorthClearing = 2;

    private readonly CardFacts[] _facts;
    private readonly int[] _tags;
    private readonly LabelNames _names;

    private ArticleLabels(CardFacts[] facts, int[] tags, LabelNames names) => (_facts, _tags, _names) = (facts, tags, names);

    public ref readonly CardFacts this[int card] => ref _facts[card];

    /// <summary>The number of distinct section numbers.</summary>
    public int Sections => _names.Sections.Count;

    /// <summary>The numbers of a card's tags.</summary>
    public ReadOnlySpan<int> TagsOf(int card) => _tags.AsSpan(_facts[card].FirstTag, _facts[card].Tags);

    /// <summary>The number of a section, in any case; -1 if no article ever had it.</summary>
    public int Section(string name) => _names.Sections.Find(name);

    /// <summary>Like <see cref="Section"/>, for an author.</summary>
    public int Author(string name) => _names.Authors.Find(name);

    /// <summary>Like <see cref="Section"/>, for a tag.</summary>
    public int Tag(string name) => _names.Tags.Find(name);

    public static ArticleLabels Of(ArticleCard[] cards) =>
        new ArticleLabels([], [], LabelNames.None).With(cards, Enumerable.Range(0, cards.Length));

    /// <summary>The labels after cards were added or changed.</summary>
    /// <param name="cards">All current cards.</param>
    /// <param name="changed">The indices of added or changed cards.</param>
    public ArticleLabels With(ArticleCard[] cards, IEnumerable<int> changed)
    {
        var facts = new CardFacts[cards.Length];
        _facts.CopyTo(facts, 0);
        var tags = new List<int>(_tags);
        var names = new NewLabelNames(_names);
        foreach (var index in changed)
        {
            var card = cards[index];
            facts[index] = new CardFacts(
                card.Published, card.IsHidden, names.Sections.NumberOf(card.Section), names.Authors.NumberOf(card.Author),
                names.Languages.NumberOf(card.Language), tags.Count, card.Tags.Count);
            foreach (var tag in card.Tags)
            {
                tags.Add(names.Tags.NumberOf(tag));
            }
        }

        var used = 0;
        foreach (ref readonly var card in facts.AsSpan())
        {
            used += card.Tags;
        }

        return new ArticleLabels(facts, tags.Count > WorthClearing * used ? Cleared(facts, tags) : [.. tags], names.Done());
    }

    private static int[] Cleared(CardFacts[] facts, List<int> tags)
    {
        var cleared = new List<int>(tags.Count);
        foreach (ref var card in facts.AsSpan())
        {
            var first = cleared.Count;
            cleared.AddRange(tags.GetRange(card.FirstTag, card.Tags));
            card = card with { FirstTag = first };
        }

        return [.. cleared];
    }

    private sealed record LabelNames(Names Sections, Names Authors, Names Languages, Names Tags)
    {
        public static readonly LabelNames None = new(Names.None, Names.None, Names.None, Names.None);
    }

    private sealed class NewLabelNames(LabelNames known)
    {
        public NewNames Sections { get; } = new(known.Sections);

        public NewNames Authors { get; } = new(known.Authors);

        public NewNames Languages { get; } = new(known.Languages);

        public NewNames Tags { get; } = new(known.Tags);

        public LabelNames Done() => new(Sections.Done(), Authors.Done(), Languages.Done(), Tags.Done());
    }

    private sealed class Names(Dictionary<string, int> numbers)
    {
        public static readonly Names None = new(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase));

        public int Count => numbers.Count;

        public int Find(string name) => numbers.GetValueOrDefault(name, -1);

        public Dictionary<string, int> Copy() => new(numbers, StringComparer.OrdinalIgnoreCase);
    }

    // Copies the names only if there is a new one, which is rare.
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
