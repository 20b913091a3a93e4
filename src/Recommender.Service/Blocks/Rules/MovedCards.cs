using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Rules;

/// <summary>
/// What excludes and boosts in force do to each card: the outcome of the whole site's rules, and by which of its labels narrower scopes may
/// move it. Most articles of a list are not moved at all: one look-up here saves a look-up in each scope.
/// </summary>
internal sealed class MovedCards
{
    private readonly Bits _cards = new();
    private readonly Bits _sections = new();
    private readonly Bits _authors = new();
    private readonly Bits _tags = new();
    private Moves[] _moves = [];
    private double[] _factors = [];

    /// <summary>What moves a card.</summary>
    public Moves this[int card] => card < _moves.Length ? _moves[card] : Moves.None;

    /// <summary>The product of all factors of the whole site's boosts for a card that is <see cref="Moves.BySite"/>.</summary>
    public double SiteFactor(int card) => _factors[card];

    /// <summary>Adds an exclude or a boost of a narrower scope than the site.</summary>
    public void Add(RuleSubject subject, int target) => (subject switch
    {
        RuleSubject.Article => _cards,
        RuleSubject.Section => _sections,
        RuleSubject.Author => _authors,
        _ => _tags,
    }).Add(target);

    /// <summary>Evaluates each card, once all are added.</summary>
    /// <param name="articles">The site's articles.</param>
    /// <param name="site">The rules of the whole site; null if there are none.</param>
    public void Spread(ArticleIndex articles, ScopeRules? site)
    {
        _moves = new Moves[articles.Count];
        _factors = site is null ? [] : new double[articles.Count];
        var labels = articles.Labels;
        for (var card = 0; card < _moves.Length; card++)
        {
            ref readonly var facts = ref labels[card];
            _moves[card] = (_cards.Has(card) ? Moves.ByCard : Moves.None)
                | (_sections.Has(facts.Section) ? Moves.BySection : Moves.None)
                | (_authors.Has(facts.Author) ? Moves.ByAuthor : Moves.None)
                | (!_tags.IsEmpty && _tags.HasAny(labels.TagsOf(card)) ? Moves.ByTag : Moves.None)
                | (site is null ? Moves.None : BySite(card, labels, site));
        }
    }

    private Moves BySite(int card, ArticleLabels labels, ScopeRules site)
    {
        var (factor, excludes) = (1.0, false);
        Take(site.Cards, card);
        Take(site.Sections, labels[card].Section);
        Take(site.Authors, labels[card].Author);
        if (site.Tags is not null)
        {
            foreach (var tag in labels.TagsOf(card))
            {
                Take(site.Tags, tag);
            }
        }

        _factors[card] = factor;
        return (excludes ? Moves.OutOfSite : Moves.None) | (factor == 1 ? Moves.None : Moves.BySite);

        void Take(RuleTable? table, int target)
        {
            foreach (ref readonly var entry in table is null ? default : table[target])
            {
                excludes |= entry.Excludes;
                factor *= entry.Factor;
            }
        }
    }
}
