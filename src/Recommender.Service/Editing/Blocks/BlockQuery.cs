using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Related;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Blocks;

/// <summary>The query string of a block: how the page requests it, and at which time.</summary>
public sealed class BlockQuery
{
    [FromQuery(Name = "limit"), Description("Number of articles, 1 to 50; by default the number that the site shows.")]
    public string[]? Limit { get; init; }

    [FromQuery(Name = "fallback"), Description("true if the site's pages request fallbacks.")]
    public string[]? Fallback { get; init; }

    [FromQuery(Name = "at"), Description("The block at this instant (2026-02-11T06:00:00Z). GET only.")]
    public string[]? At { get; init; }

    internal RelatedQuery ToRelated(string key) => new() { Key = [key], Limit = Limit, Fallback = Fallback };

    internal DateTimeOffset? Moment(ParameterErrors errors)
    {
        if (errors.Single("at", At) is not { } text)
        {
            return null;
        }

        string[] formats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        if (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return at;
        }

        errors.Add("at", "must be an instant like 2026-02-11T06:00:00Z");
        return null;
    }
}
