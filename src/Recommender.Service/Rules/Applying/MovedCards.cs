using Recommender.Service.Related;

namespace Recommender.Service.Rules.Applying;

/// <summary>
/// By what any exclude or boost in force moves each card, whatever its scope. Most articles of a list are moved by none: one look here spares
/// them a look into each scope, and at their labels.
/// </summary>
internal sealed class MovedCards
{
    private readonly Bits _cards = new();
    private readonly Bits _sections = new();
    private readonly Bits _authors = new();
    private readonly Bits _tags = new();
    private Moves[] _moves = [];

    /// <summary>What moves a card.</summary>
    public Moves this[int card] => card < _moves.Length ? _moves[card] : Moves.None;

    public void Add(RuleSubject subject, int target) => (subject switch
    {
        RuleSubject.Article => _cards,
        RuleSubject.Section => _sections,
        RuleSubject.Author => _authors,
        _ => _tags,
    }).Add(target);

    /// <summary>Looks, once all are added, at each card.</summary>
    public void Spread(ArticleIndex articles)
    {
        _moves = new Moves[articles.Count];
        var labels = articles.Labels;
        for (var card = 0; card < _moves.Length; card++)
        {
            ref readonly var facts = ref labels[card];
            _moves[card] = (_cards.Has(card) ? Moves.ByCard : Moves.None)
                | (_sections.Has(facts.Section) ? Moves.BySection : Moves.None)
                | (_authors.Has(facts.Author) ? Moves.ByAuthor : Moves.None)
                | (!_tags.IsEmpty && HasAny(labels.TagsOf(card)) ? Moves.ByTag : Moves.None);
        }
    }

    private bool HasAny(ReadOnlySpan<int> tags)
    {
        foreach (var tag in tags)
        {
            if (_tags.Has(tag))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class Bits
    {
        private ulong[] _words = [];

        public bool IsEmpty => _words.Length == 0;

        public void Add(int bit)
        {
            if (bit >> 6 >= _words.Length)
            {
                Array.Resize(ref _words, Math.Max((bit >> 6) + 1, _words.Length * 2));
            }

            _words[bit >> 6] |= 1UL << bit;
        }

        public bool Has(int bit) => bit >= 0 && bit >> 6 < _words.Length && (_words[bit >> 6] & (1UL << bit)) != 0;
    }
}

/// <summary>By what a card is moved.</summary>
[Flags]
internal enum Moves : byte
{
    None = 0,
    ByCard = 1,
    BySection = 2,
    ByAuthor = 4,
    ByTag = 8,
}
