using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace Recommender.Service.Related;

/// <summary>The raw query string of a related request. Unknown parameters are ignored, because sites add tracking parameters.</summary>
public sealed class RelatedQuery
{
    [FromQuery(Name = "url"), Description("The page's address, in any spelling. Give exactly one of url, id and key.")]
    public string[]? Url { get; init; }

    [FromQuery(Name = "id"), Description("The article's id in its source.")]
    public string[]? Id { get; init; }

    [FromQuery(Name = "key"), Description("The article's short key.")]
    public string[]? Key { get; init; }

    [FromQuery(Name = "limit"), Description("Number of articles, 1 to 50; 5 unless configured otherwise.")]
    public string[]? Limit { get; init; }

    [FromQuery(Name = "exclude"),
        Description("Articles that the page already shows: url, id or key; repeatable or comma-separated; at most 100.")]
    public string[]? Exclude { get; init; }

    [FromQuery(Name = "section"), Description("Only articles of this section; may be repeated.")]
    public string[]? Section { get; init; }

    [FromQuery(Name = "tag"), Description("Only articles with this tag; may be repeated.")]
    public string[]? Tag { get; init; }

    [FromQuery(Name = "from"),
        Description("Only articles published on or after this date (2026-02-11) or timestamp (2026-02-11T06:00:00Z). UTC.")]
    public string[]? From { get; init; }

    [FromQuery(Name = "to"), Description("Only articles published on or before this date or timestamp. UTC.")]
    public string[]? To { get; init; }

    [FromQuery(Name = "fallback")]
    [Description("true: fill the block with the newest articles, unless the site configures another order, "
        + "and answer with these for an unknown article. false unless configured otherwise.")]
    public string[]? Fallback { get; init; }

    [FromQuery(Name = "fields")]
    [Description("Return only these fields of each item, comma-separated: key, id, url, title, summary, image, section, "
        + "author, published, label, score, source.")]
    public string[]? Fields { get; init; }

    [FromQuery(Name = "explain"),
        Description("true: explain why each article is in the block; needs a role at the site unless a setting opens it.")]
    public string[]? Explain { get; init; }
}
