using System.CommandLine;
using System.Globalization;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;

namespace Recommender.Service.Commands;

/// <summary>Options with the same meaning in every command.</summary>
internal static class SharedOptions
{
    public static readonly Option<string> Site = Named(new Option<string>("--site")
    {
        Description = "Name of the site",
        DefaultValueFactory = _ => SiteStore.Default,
        HelpName = "NAME",
    });

    public static readonly Option<string?> Data =
        new("--data") { Description = "Folder of the database [default: data]", HelpName = "DIR" };

    public static readonly Option<string?> Models =
        new("--models") { Description = "Folder of the sites' models [default: models]", HelpName = "DIR" };

    public static readonly Option<bool> Json = new("--json") { Description = "Print one JSON object instead of text" };

    public static readonly Option<bool> Verbose = new("--verbose") { Description = "Log the work, and show the details of errors" };

    public static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Addresses to listen on, separated by ';' [default: {Configuration.Settings.DefaultUrl}]", HelpName = "URLS",
    };

    public static readonly Option<int?> Limit = Bounded(new Option<int?>("--limit")
    {
        Description = $"Number of articles, 1 to {BlockOptions.MaxLimit} [default: 5]", HelpName = "N",
    });

    public static readonly Option<bool> Fallback = new("--fallback")
    {
        Description = "Fill up, with the newest articles unless Recommender:Block:Fallback says otherwise",
    };

    /// <summary>The settings given on the command line.</summary>
    public static IReadOnlyDictionary<string, string?> Settings(ParseResult parsed)
    {
        var given = new Dictionary<string, string?>();
        Add("Recommender:Data", Data);
        Add("Recommender:Models", Models);
        Add("urls", Urls);
        return given;

        void Add(string key, Option<string?> option)
        {
            if (parsed.GetValue(option) is { } value)
            {
                given[key] = value;
            }
        }
    }

    private static Option<int?> Bounded(Option<int?> option)
    {
        option.Validators.Add(result =>
        {
            // What is not a number has its error already.
            if (result is { Tokens: [{ Value: var given }] }
                && int.TryParse(given, CultureInfo.InvariantCulture, out var limit) && limit is (< 1 or > BlockOptions.MaxLimit))
            {
                result.AddError($"--limit must be from 1 to {BlockOptions.MaxLimit}.");
            }
        });
        return option;
    }

    private static Option<string> Named(Option<string> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } name && !SiteStore.IsName(name))
            {
                result.AddError($"--site {name} is not a valid site name: use 1 to 40 of a-z, 0-9 and '-'.");
            }
        });
        return option;
    }
}
