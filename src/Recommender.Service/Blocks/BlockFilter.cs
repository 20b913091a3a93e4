using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks;

/// <summary>Decides which articles a block may contain, by the request and the site's settings.</summary>
internal sealed class BlockFilter(SiteSnapshot snapshot, BlockRequest request, BlockOptions options, DateTime now)
{
    private readonly ArticleLabels _labels = snapshot.Articles.Labels;
    private readonly int _language = request.Article < 0 || options.OtherLanguages
        ? -1 : snapshot.Articles.Labels[request.Article].Language;
    // As numbers: a request may name a hundred of each, and is compared with every article of the site.
    private readonly HashSet<int>? _sections = Numbers(request.Sections, snapshot.Articles.Labels.Section);
    private readonly HashSet<int>? _tags = Numbers(request.Tags, snapshot.Articles.Labels.Tag);
    private readonly bool _hasFilters = request.Sections.Count > 0
        || request.Tags.Count > 0 || request.From is not null || request.Before is not null;

    public bool MayAppear(int card)
    {
        ref readonly var facts = ref _labels[card];
        return facts.IsVisibleAt(now) && (_language < 0 || facts.Language < 0 || facts.Language == _language) && !IsTooOld(card)
            && (!_hasFilters || MatchesRequest(card));
    }

    /// <summary>
    /// True if the card matches the request's own filters, which also apply to editors' picks: the page promises them to its readers.
    /// </summary>
    public bool MatchesRequest(int card) =>
        (_sections is null || _sections.Contains(_labels[card].Section))
        && (_tags is null || HasTag(card))
        && (request.From is null || snapshot.Articles[card].Published >= request.From)
        && (request.Before is null
            || (snapshot.Articles[card].Published < request.Before && snapshot.Articles[card].PublishedOrNull is not null));

    /// <summary>Days since publication, negative for the future; infinite if undated.</summary>
    public double AgeOf(int card) =>
        _labels[card].Published is var published && published == default ? double.PositiveInfinity : (now - published).TotalDays;

    /// <summary>Age in half-lives; 0 if the site does not use them. An article newer than its page counts as new.</summary>
    public double HalfLivesOf(int card) =>
        options.HalfLifeDays <= 0 || IsEvergreen(card) ? 0
        : AgeOf(card) is var age && double.IsPositiveInfinity(age) ? double.MaxValue
        : Math.Max(0, age) / options.HalfLifeDays;

    // Null if the request names none. Names that no article has are left out.
    private static HashSet<int>? Numbers(IReadOnlyList<string> names, Func<string, int> numberOf) =>
        names.Count == 0 ? null : [.. names.Select(numberOf).Where(number => number >= 0)];

    private bool HasTag(int card)
    {
        foreach (var tag in _labels.TagsOf(card))
        {
            if (_tags!.Contains(tag))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTooOld(int card) => options.MaxAgeDays > 0 && !IsEvergreen(card) && !(AgeOf(card) <= options.MaxAgeDays);

    private bool IsEvergreen(int card) =>
        options.EvergreenSections.Contains(snapshot.Articles[card].Section, StringComparer.OrdinalIgnoreCase);
}
