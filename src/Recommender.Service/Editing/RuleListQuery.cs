using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Rules;
using Recommender.Service.Storage;
using Recommender.Service.Web;

namespace Recommender.Service.Editing;

/// <summary>The query string of a list of rules.</summary>
public sealed class RuleListQuery
{
    [FromQuery(Name = "kind"), Description("Only rules of this kind, with the word that rules have for it.")]
    public string[]? Kind { get; init; }

    [FromQuery(Name = "scope"), Description("Only rules for blocks of article, section, tag or site.")]
    public string[]? Scope { get; init; }

    [FromQuery(Name = "article"), Description("Only rules whose scope or subject is the article with this key, or whose lock contains it.")]
    public string[]? Article { get; init; }

    [FromQuery(Name = "text"), Description("Only rules with this in their names, titles or reason, in any case.")]
    public string[]? Text { get; init; }

    [FromQuery(Name = "state"), Description("standing (not removed; the default), removed or all.")]
    public string[]? State { get; init; }

    [FromQuery(Name = "limit"), Description("1 to 500; 100 unless given.")]
    public string[]? Limit { get; init; }

    [FromQuery(Name = "before"), Description("The next of the page before.")]
    public string[]? Before { get; init; }

    internal RuleFilter Read(ParameterErrors errors) => new()
    {
        Kind = Word<RuleKind>("kind", Kind, errors),
        Scope = Word<RuleScope>("scope", Scope, errors),
        Article = errors.Single("article", Article),
        Text = errors.Single("text", Text),
        Removed = Removes(errors),
        Limit = (int?)Number("limit", Limit, RuleFilter.MaxLimit, errors) ?? 100,
        Before = Number("before", Before, long.MaxValue, errors),
    };

    private bool? Removes(ParameterErrors errors)
    {
        switch (errors.Single("state", State))
        {
            case null or "standing":
                return false;
            case "removed":
                return true;
            case "all":
                return null;
            default:
                errors.Add("state", "must be standing, removed or all");
                return null;
        }
    }

    private static T? Word<T>(string name, string[]? values, ParameterErrors errors) where T : struct, Enum
    {
        if (errors.Single(name, values) is not { } word)
        {
            return null;
        }

        var value = EnumWords.Parse<T>(word);
        if (value is null)
        {
            errors.Add(name, $"must be one of {EnumWords.All<T>()}");
        }

        return value;
    }

    internal static long? Number(string name, string[]? values, long most, ParameterErrors errors)
    {
        if (errors.Single(name, values) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        errors.Add(name, most == long.MaxValue ? "must be a number from 1" : $"must be a number from 1 to {most}");
        return null;
    }
}
