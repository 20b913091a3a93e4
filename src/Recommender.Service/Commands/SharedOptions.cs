using System.CommandLine;
using Recommender.Service.Articles;

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
