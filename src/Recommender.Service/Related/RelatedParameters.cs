using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Web;

namespace Recommender.Service.Related;

/// <summary>Reads a query string into a request for a block; equal requests of many spellings become the same.</summary>
/// <param name="articles">The articles visible to the client; all others count as unknown in every parameter.</param>
/// <param name="options">The site's settings.</param>
internal sealed class RelatedParameters(VisibleArticles articles, BlockOptions options)
{
    private const int MaxListed = 100;
    private const int LongestName = 500;

    public ParameterErrors Errors { get; } = new();

    /// <summary>True if each article is to be explained.</summary>
    public bool Explain { get; private set; }

    /// <summary>The requested item fields.</summary>
    public ItemFields Fields { get; private set; } = ItemFields.All;

    public BlockRequest Read(RelatedQuery query)
    {
        var article = Article(query.Url, query.Id, query.Key);
        return ReadWithoutPage(query) with { Article = article };
    }

    /// <summary>Parses everything except the page.</summary>
    public BlockRequest ReadWithoutPage(RelatedQuery query)
    {
        var from = Date("from", query.From)?.Begin;
        var before = Date("to", query.To)?.End;
        if (from >= before)
        {
            Errors.Add("to", "must not be before from");
        }

        Explain = Flag("explain", query.Explain);
        Fields = ItemFields.Read(query.Fields, Errors);
        return new BlockRequest
        {
            Article = -1,
            Limit = Limit(query.Limit),
            Excluded = Excluded(query.Exclude),
            Sections = Names("section", query.Section),
            Tags = Names("tag", query.Tag),
            From = from,
            Before = before,
            Fallback = query.Fallback is { Length: > 0 } ? Flag("fallback", query.Fallback) : options.FillByDefault,
        };
    }

    /// <returns>The requested card; -1 if unknown.</returns>
    public int Article(string[]? urls, string[]? ids, string[]? keys)
    {
        var given = new[] { ("url", urls), ("id", ids), ("key", keys) }.Where(parameter => parameter.Item2 is { Length: > 0 }).ToList();
        if (given.Count != 1)
        {
            Errors.Add(given.Count == 0 ? "url" : given[^1].Item1, given.Count == 0
                ? "is missing: identify the article by url, id or key"
                : $"conflicts with {given[0].Item1}: identify the article by only one of url, id and key");
            return -1;
        }

        var (name, values) = given[0];
        switch (Errors.Single(name, values))
        {
            case null:
                return -1;
            case var url when name == "url":
                if (!IsWebAddress(url))
                {
                    Errors.Add(name, "must be an absolute http or https address");
                    return -1;
                }

                return articles.FindByUrl(url);
            case var value:
                return name == "id" ? articles.FindBySourceId(value) : articles.FindByKey(value);
        }
    }

    private int Limit(string[]? values)
    {
        if (values is null or [])
        {
            return options.DefaultLimit;
        }

        if (int.TryParse(Errors.Single("limit", values), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 1 and <= BlockOptions.MaxLimit)
        {
            return limit;
        }

        Errors.Add("limit", $"must be a number from 1 to {BlockOptions.MaxLimit}");
        return options.DefaultLimit;
    }

    private bool Flag(string name, string[]? values)
    {
        var value = Errors.Single(name, values);
        if (value is not (null or "true" or "false"))
        {
            Errors.Add(name, "must be true or false");
        }

        return value == "true";
    }

    private (DateTime Begin, DateTime End)? Date(string name, string[]? values)
    {
        if (Errors.Single(name, values) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day < DateOnly.MaxValue)
        {
            return (day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));
        }

        string[] formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];
        if (DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && instant < DateTimeOffset.MaxValue)
        {
            return (instant.UtcDateTime, instant.UtcDateTime.AddTicks(1));
        }

        Errors.Add(name, "must be a date such as 2026-02-11 or a timestamp such as 2026-02-11T06:00:00Z");
        return null;
    }

    private string[] Names(string name, string[]? values)
    {
        if (values?.Length > MaxListed || values?.Any(value => string.IsNullOrWhiteSpace(value) || value.Length > LongestName) == true)
        {
            Errors.Add(name, values.Length > MaxListed ? $"may be given at most {MaxListed} times"
                : values.Any(string.IsNullOrWhiteSpace) ? "is empty" : $"may have at most {LongestName} characters");
            return [];
        }

        return values ?? [];
    }

    private List<int> Excluded(string[]? values)
    {
        var (excluded, listed) = (new List<int>(), 0);
        foreach (var value in (values ?? []).OfType<string>())
        {
            // Ids and addresses may contain commas, so the whole text is tried first. An unknown article cannot be in the block, so it is
            // not an error.
            if (value.Length <= ParameterErrors.Longest && Find(value) is var whole and >= 0)
            {
                excluded.Add(whole);
                listed++;
            }
            else
            {
                // One more than allowed, so that a longer list is noticed without being split.
                var parts = value.Split(
                    ',', MaxListed + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                listed += Math.Max(1, parts.Length);
                if (listed <= MaxListed && parts.Any(part => part.Length > ParameterErrors.Longest))
                {
                    Errors.Add("exclude", $"may list articles by at most {ParameterErrors.Longest} characters each");
                    break;
                }

                excluded.AddRange(listed > MaxListed ? [] : parts.Select(Find).Where(card => card >= 0));
            }

            if (listed > MaxListed)
            {
                Errors.Add("exclude", $"may list at most {MaxListed} articles");
                break;
            }
        }

        return excluded;
    }

    private int Find(string reference)
    {
        var card = articles.FindByKey(reference);
        card = card < 0 ? articles.FindBySourceId(reference) : card;
        return card < 0 && IsWebAddress(reference) ? articles.FindByUrl(reference) : card;
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", Host.Length: > 0 };
}
