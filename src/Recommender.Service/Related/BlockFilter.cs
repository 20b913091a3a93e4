namespace Recommender.Service.Related;

/// <summary>Which articles a block may hold, by the request and by the site's settings.</summary>
internal sealed class BlockFilter(SiteSnapshot snapshot, BlockRequest request, BlockOptions options, DateTime now)
{
    private readonly string? _language = request.Article < 0 ? null : snapshot.Articles[request.Article].Language;

    public bool MayAppear(ArticleCard card) => card.StandsAt(now) && MeetsSettings(card) && IsAskedFor(card);

    /// <summary>What the request itself asks for, which an editor's pick has to meet as well: the page promises it to its readers.</summary>
    public bool IsAskedFor(ArticleCard card) =>
        (request.Sections.Count == 0 || request.Sections.Contains(card.Section, StringComparer.OrdinalIgnoreCase))
        && (request.Tags.Count == 0 || card.Tags.Any(tag => request.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)))
        && (request.From is null || card.Published >= request.From)
        && (request.Before is null || (card.Published < request.Before && card.PublishedOrNull is not null));

    /// <summary>Days since publication, below 0 for the future; infinite where undated.</summary>
    public double AgeOf(ArticleCard card) =>
        card.Published == default ? double.PositiveInfinity : (now - card.Published).TotalDays;

    /// <summary>How many half-lives old; 0 where the site does not ask for it. An article from the future of its page is as fresh as can be.</summary>
    public double HalfLivesOf(ArticleCard card) =>
        options.HalfLifeDays <= 0 || IsEvergreen(card) ? 0
        : card.PublishedOrNull is null ? double.MaxValue
        : Math.Max(0, AgeOf(card)) / options.HalfLifeDays;

    private bool MeetsSettings(ArticleCard card) =>
        !IsTooOld(card) && (options.OtherLanguages || card.Language is null || _language is null || card.Language == _language);

    private bool IsTooOld(ArticleCard card) => options.MaxAgeDays > 0 && !IsEvergreen(card) && !(AgeOf(card) <= options.MaxAgeDays);

    private bool IsEvergreen(ArticleCard card) => options.EvergreenSections.Contains(card.Section, StringComparer.OrdinalIgnoreCase);
}
