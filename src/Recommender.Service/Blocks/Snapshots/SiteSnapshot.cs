using System.Collections.Immutable;
using Recommender.Engine.Models;
using Recommender.Service.Articles.Addresses;
using Recommender.Service.Blocks.Changes;
using Recommender.Service.Blocks.Rules;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks.Snapshots;

/// <summary>
/// Everything that a page view of one site needs, at one moment: articles, rules, model, lists. Immutable; a request takes one reference
/// and never sees half of a change.
/// </summary>
public sealed class SiteSnapshot
{
    private static long s_generations;
    private static long s_lineages;

    private SiteSnapshot(string site, ArticleIndex articles) => (Site, Articles, InForce, Lineage) =
        (site, articles, new RulesInForce(SiteRules.None, articles), Interlocked.Increment(ref s_lineages));

    private SiteSnapshot(SiteSnapshot other)
    {
        (Site, Revision, Articles, Lineage) = (other.Site, other.Revision, other.Articles, other.Lineage);
        (Versions, Listed, MostRead, Unreadable) = (other.Versions, other.Listed, other.MostRead, other.Unreadable);
        (LiveVersion, Model, Matched, Folded, Unranked, Rules, InForce, Warning) =
            (other.LiveVersion, other.Model, other.Matched, other.Folded, other.Unranked, other.Rules, other.InForce, other.Warning);
    }

    public string Site { get; }

    /// <summary>Shared by all snapshots derived from one: a card's index means the same article in all of them.</summary>
    internal long Lineage { get; }

    /// <summary>The generations since which its blocks are unchanged.</summary>
    internal BlockVersions Versions { get; private set; } = BlockVersions.None;

    /// <summary>The reverse index of the lists, once it has been needed.</summary>
    internal ListedIn? Listed { get; private init; }

    /// <summary>Identifies this snapshot within the process; increases from a snapshot to those derived from it.</summary>
    internal long Generation { get; } = Interlocked.Increment(ref s_generations);

    /// <summary>The store revision of the articles.</summary>
    public long Revision { get; private init; }

    public ArticleIndex Articles { get; private init; }

    /// <summary>The live version according to the store, or null.</summary>
    public string? LiveVersion { get; private init; }

    /// <summary>The live model; null if there is none or it cannot be read.</summary>
    public ServedModel? Model { get; private init; }

    /// <summary>The card of each document of the model's lists; -1 if it is not in the store.</summary>
    public ImmutableArray<int> CardOfDocument => Matched.Cards;

    /// <summary>Cards folded into the lists after training, with the folded-in revision of their article.</summary>
    public ImmutableDictionary<int, long> Folded { get; private init; } = ImmutableDictionary<int, long>.Empty;

    /// <summary>Cards without an up-to-date list: unknown to the model, or changed since training.</summary>
    public ImmutableHashSet<int> Unranked { get; private init; } = [];

    /// <summary>The rules of the site's editors.</summary>
    public SiteRules Rules { get; private init; } = SiteRules.None;

    /// <summary>The rules compiled for building blocks.</summary>
    internal RulesInForce InForce { get; private init; }

    private DocumentCards Matched { get; init; } = DocumentCards.None;

    /// <summary>The most read cards of the last days, most read first, if the site uses them as fallback.</summary>
    public ImmutableArray<int> MostRead { get; private init; } = [];

    /// <summary>
    /// The articles whose rows cannot be read: the problem of each, by key. Such an article stays as it was last read, if it ever was.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Unreadable { get; private init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The problem with the site's model, for health; null if there is none.</summary>
    public string? Warning { get; private init; }

    /// <summary>The document of a card in the model's lists; -1 if the model does not know it.</summary>
    public int DocumentOf(int card) => Matched.DocumentOf(card);

    /// <summary>True if any card has more than one document because it was folded in again.</summary>
    internal bool HasReplacedDocuments => Matched.HasReplaced;

    /// <summary>All documents of a card: the current one and those before it was folded in again.</summary>
    internal IEnumerable<int> DocumentsOf(int card) => Matched.DocumentsOf(card);

    /// <summary>This snapshot as the successor of another: with the blocks that may differ and the generations of all others.</summary>
    /// <param name="before">The served snapshot, or null.</param>
    /// <param name="touched">The blocks that may differ.</param>
    internal SiteSnapshot Following(SiteSnapshot? before, out TouchedBlocks touched)
    {
        var lists = ChangedLists.Between(before, this);
        var following = new SiteSnapshot(this) { Listed = lists.Now };
        touched = TouchedBlocks.Between(before, this, lists);
        following.Versions = (before?.Versions ?? BlockVersions.None).With(touched, following.Generation, Articles.Count);
        return following;
    }

    /// <summary>True if two cards are the same or near-duplicates.</summary>
    internal bool IsSameStory(int card, int other) =>
        card == other
        || (DocumentOf(card) is >= 0 and var document && DocumentOf(other) is >= 0 and var second
            && Model!.Lists.DuplicateGroup(document) == Model.Lists.DuplicateGroup(second));

    public static SiteSnapshot Of(string site, long revision, IReadOnlyList<ArticleCard> cards) =>
        Of(site, revision, ArticleIndex.Of(cards));

    public static SiteSnapshot Of(string site, long revision, ArticleIndex articles) => new(site, articles) { Revision = revision };

    /// <summary>The snapshot after articles were added or changed.</summary>
    /// <param name="revision">The revision that was read.</param>
    /// <param name="changed">The current cards.</param>
    /// <param name="aliases">New former addresses and further ids; default none.</param>
    public SiteSnapshot WithCards(long revision, IReadOnlyList<ArticleCard> changed, ArticleAliases? aliases = null)
    {
        if (changed.Count == 0 && aliases is null or { IsEmpty: true })
        {
            return new SiteSnapshot(this) { Revision = revision };
        }

        var articles = Articles.With(changed, aliases ?? ArticleAliases.None, out var touched);
        return new SiteSnapshot(this)
        {
            Revision = revision,
            Articles = articles,
            InForce = new RulesInForce(Rules, articles),
            Matched = Matched.WithArticles(Model, articles),
        }.WithUnranked(Unranked.Union(touched));
    }

    /// <summary>The snapshot after reading articles, some of which may have been unreadable.</summary>
    /// <param name="read">The articles that were read.</param>
    /// <param name="unreadable">The problems of the others, by key.</param>
    public SiteSnapshot WithUnreadable(IEnumerable<ArticleCard> read, IReadOnlyDictionary<string, string> unreadable) =>
        unreadable.Count == 0 && Unreadable.IsEmpty
            ? this
            : new(this) { Unreadable = Unreadable.RemoveRange(read.Select(card => card.Key)).SetItems(unreadable) };

    /// <summary>The snapshot with new <see cref="MostRead"/> cards.</summary>
    public SiteSnapshot WithMostRead(ImmutableArray<int> cards) => new(this) { MostRead = cards };

    /// <summary>The snapshot with other rules.</summary>
    public SiteSnapshot WithRules(SiteRules rules) => new(this) { Rules = rules, InForce = new RulesInForce(rules, Articles) };

    /// <summary>The snapshot with another model. Fold-ins of the previous model are dropped.</summary>
    public SiteSnapshot WithModel(string? liveVersion, ServedModel? model, string? warning) => new SiteSnapshot(this)
    {
        LiveVersion = liveVersion, Model = model, Warning = warning, Matched = DocumentCards.Of(model, Articles),
        Folded = ImmutableDictionary<int, long>.Empty,
    }.WithUnranked(Enumerable.Range(0, Articles.Count));

    /// <summary>The snapshot that keeps its model because the live model of the store cannot be read.</summary>
    public SiteSnapshot WithWarning(string? liveVersion, string warning) => new(this) { LiveVersion = liveVersion, Warning = warning };

    /// <summary>The snapshot with lists into which cards were folded.</summary>
    public SiteSnapshot WithFolded(RelatedLists lists, IEnumerable<KeyValuePair<int, long>> folded)
    {
        var model = Model! with { Lists = lists };
        return new SiteSnapshot(this)
        {
            Model = model, Matched = Matched.WithLists(model, Articles), Folded = Folded.SetItems(folded),
        }.WithUnranked(Unranked);
    }

    private SiteSnapshot WithUnranked(IEnumerable<int> candidates) =>
        new(this) { Unranked = Model is null ? [] : [.. candidates.Where(NeedsList)] };

    private bool NeedsList(int card)
    {
        var article = Articles[card];
        var isStale = DocumentOf(card) < 0 || article.Revision > Model!.Manifest.Revision;
        return isStale && !article.Withdrawn && !(Folded.TryGetValue(card, out var folded) && folded >= article.Revision);
    }
}
