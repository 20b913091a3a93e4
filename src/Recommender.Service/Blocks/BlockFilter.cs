using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>Decides which articles a block may contain, by the request and the site's settings.</summary>
internal sealed class BlockFilter(SiteSnapshot snapshot, BlockRequest request, BlockOptions options, DateTime now)
{
    private readonly ArticleLabels _labels = snapshot.Articles.Labels;
    private readonly int _language = request.Article < 0 || options.OtherLanguages
        ? -1 : snapshot.Articles.Labels[request.Article].Language;
    private readonly bool _hasFilters = request.Sections.Count > 0
        || request.Tags.Count > 0 || request.From is not null || request.Before is not null;

    public bool MayAppear(int card)
    {
        ref readonly var facts = ref _labels[card];
        return facts.IsVisibleAt(now) && (_language < 0 || facts.Language < 0 || facts.Language == _language) && !IsTooOld(card)
            && (!_hasFilters || MatchesRequest(snapshot.Articles[card]));
    }

    /// <summary>
    /// True if the card matches the request's own filters, which also apply to editors' picks: the page promises them to its readers.
    /// </summary>
    public bool MatchesRequest(ArticleCard card) =>
        (request.Sections.Count == 0 || request.Sections.Contains(card.Section, StringComparer.OrdinalIgnoreCase))
        && (request.Tags.Count == 0 || card.Tags.Any(tag => request.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)))
        && (request.From is null || card.Published >= request.From)
        && (request.Before is null || (card.Published < request.Before && card.PublishedOrNull is not null));

    /// <summary>Days since publication, negative for the future; infinite if undated.</summary>
    public double AgeOf(int card) =>
        _labels[card].Published is var published && published == default ? double.PositiveInfinity : (now - published).TotalDays;

    /// <summary>Age in half-lives; 0 if the site does not use them. An article newer than its page counts as new.</summary>
    public double HalfLivesOf(int card) =>
        options.HalfLifeDays <= 0 || IsEvergreen(card) ? 0
        : AgeOf(card) is var age && double.IsPositiveInfinity(age) ? double.MaxValue
        : Math.Max(0, age) / options.HalfLifeDays;

    private bool IsTooOld(int card) => options.MaxAgeDays > 0 && !IsEvergreen(card) && !(AgeOf(card) <= options.MaxAgeDays);

    private bool IsEvergreen(int card) =>
        options.EvergreenSections.Contains(snapshot.Articles[card].Section, StringComparer.OrdinalIgnoreCase);
}
