using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Search;

/// <summary>The parameters of a search, over HTTP and in the desk's form. An empty one is none.</summary>
public sealed class SearchParameters
{
    private const int LastPage = 100_000;

    [FromQuery(Name = "q"), Description("Words of title, address, labels or text, or an address or key. Optional with a filter.")]
    public string[]? Q { get; init; }

    [FromQuery(Name = "section"), Description("Only articles of this section, in any case.")]
    public string[]? Section { get; init; }

    [FromQuery(Name = "tag"), Description("Only articles with this tag, in any case.")]
    public string[]? Tag { get; init; }

    [FromQuery(Name = "author"), Description("Only articles of this author, in any case.")]
    public string[]? Author { get; init; }

    [FromQuery(Name = "from"), Description("The first day of publication, in the site's time zone: 2026-12-31.")]
    public string[]? From { get; init; }

    [FromQuery(Name = "to"), Description("The last day of publication.")]
    public string[]? To { get; init; }

    [FromQuery(Name = "rules"), Description("any: only articles with rules.")]
    public string[]? Rules { get; init; }

    [FromQuery(Name = "blocks"), Description("none: only articles that are in no block.")]
    public string[]? Blocks { get; init; }

    [FromQuery(Name = "page"), Description("The page of results, from 1.")]
    public string[]? Page { get; init; }

    [FromQuery(Name = "limit"), Description("Articles of a page, 1 to 100. Default 20.")]
    public string[]? Limit { get; init; }

    internal ArticleQuery Read(ParameterErrors errors) => new()
    {
        Typed = One("q", Q, errors) ?? "",
        Section = One("section", Section, errors), Tag = One("tag", Tag, errors), Author = One("author", Author, errors),
        From = Day("from", From, errors), To = Day("to", To, errors),
        WithRules = Is("rules", Rules, "any", errors), InNoBlock = Is("blocks", Blocks, "none", errors),
        Page = Number("page", Page, LastPage, errors) ?? 1, Limit = Number("limit", Limit, ArticleQuery.MaxLimit, errors) ?? 20,
    };

    private static string? One(string name, string[]? values, ParameterErrors errors) =>
        values is null or [] || values.All(string.IsNullOrWhiteSpace) ? null : errors.Single(name, values)?.Trim();

    private static bool Is(string name, string[]? values, string word, ParameterErrors errors)
    {
        var given = One(name, values, errors);
        if (given is not null && given != word)
        {
            errors.Add(name, $"must be {word}");
        }

        return given == word;
    }

    private static DateOnly? Day(string name, string[]? values, ParameterErrors errors)
    {
        var given = One(name, values, errors);
        var day = ArticleQuery.Day(given);
        if (given is not null && day is null)
        {
            errors.Add(name, "must be a day such as 2026-12-31");
        }

        return day;
    }

    private static int? Number(string name, string[]? values, int most, ParameterErrors errors)
    {
        if (One(name, values, errors) is not { } given)
        {
            return null;
        }

        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        errors.Add(name, $"must be from 1 to {most}");
        return null;
    }
}
