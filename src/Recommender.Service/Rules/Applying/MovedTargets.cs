namespace Recommender.Service.Rules.Applying;

/// <summary>
/// Which cards, sections, authors and tags any exclude or boost in force moves, whatever its scope. Most articles of a list are moved by none:
/// one look here spares them a look into each scope.
/// </summary>
internal sealed class MovedTargets
{
    private readonly Bits _cards = new();
    private readonly Bits _sections = new();
    private readonly Bits _authors = new();
    private readonly Bits _tags = new();

    public void Add(RuleSubject subject, int target) => (subject switch
    {
        RuleSubject.Article => _cards,
        RuleSubject.Section => _sections,
        RuleSubject.Author => _authors,
        _ => _tags,
    }).Add(target);

    public bool HasCard(int card) => _cards.Has(card);

    public bool HasSection(int section) => _sections.Has(section);

    public bool HasAuthor(int author) => _authors.Has(author);

    public bool HasTag(int tag) => _tags.Has(tag);

    private sealed class Bits
    {
        private ulong[] _words = [];

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
