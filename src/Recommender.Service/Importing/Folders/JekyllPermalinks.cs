using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>The addresses of a Jekyll site: the built-in styles, templates, and those of collections and single files.</summary>
/// <param name="settings">The site's configuration.</param>
internal sealed partial class JekyllPermalinks(JsonElement settings)
{
    private const string Ending = ".html";

    /// <returns>The path from the site's root.</returns>
    public string Of(string collection, JekyllPage page)
    {
        var template = page.Fields.Text("permalink") ?? (collection == "posts" ? OfPosts() : OfCollection(collection));
        var path = Token().Replace(template, match => Replaced(match.Groups[1].Value, collection, page) ?? match.Value);
        return Slashes().Replace("/" + path.Replace("..", "/", StringComparison.Ordinal).Replace("./", "", StringComparison.Ordinal), "/");
    }

    private string OfPosts()
    {
        var style = settings.Member("collections")?.Member("posts")?.Text("permalink") ?? settings.Text("permalink") ?? "date";
        return style switch
        {
            "date" => "/:categories/:year/:month/:day/:title:output_ext",
            "pretty" => "/:categories/:year/:month/:day/:title/",
            "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
            "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
            "none" => "/:categories/:title:output_ext",
            _ => style,
        };
    }

    // Without its own template, a collection ends its addresses as the posts do.
    private string OfCollection(string collection)
    {
        if (settings.Member("collections")?.Member(collection)?.Text("permalink") is { } own)
        {
            return own;
        }

        var style = settings.Text("permalink") ?? "date";
        var ending = style is "pretty" || style.EndsWith('/') ? "/"
            : style is "date" or "ordinal" or "weekdate" or "none" || style.EndsWith(":output_ext", StringComparison.Ordinal)
                ? ":output_ext" : "";
        return "/:collection/:path" + ending;
    }

    // A name may be followed by "_" that does not belong to it.
    private static string? Replaced(string name, string collection, JekyllPage page) => Value(name, collection, page)
        ?? (name.EndsWith('_') && Value(name[..^1], collection, page) is { } value ? value + "_" : null);

    private static string? Value(string name, string collection, JekyllPage page)
    {
        var date = page.Date ?? default;
        string Date(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        return name switch
        {
            "collection" => collection,
            "output_ext" => Ending,
            "name" => JekyllPaths.Slug(page.BaseName),
            "path" => page.PathInCollection,
            "title" => JekyllPaths.Pretty(page.Slug),
            "slug" => JekyllPaths.Slug(page.Slug),
            "categories" => string.Join('/', page.Categories.Select(category => category.ToLowerInvariant()).Distinct()),
            "slugified_categories" => string.Join('/', page.Categories.Select(JekyllPaths.Slug).Distinct()),
            "year" => Date("yyyy"),
            "short_year" => Date("yy"),
            "month" => Date("MM"),
            "i_month" => $"{date.Month}",
            "short_month" => Date("MMM"),
            "long_month" => Date("MMMM"),
            "day" => Date("dd"),
            "i_day" => $"{date.Day}",
            "y_day" => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
            "w_day" => $"{(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek)}",
            "short_day" => Date("ddd"),
            "long_day" => Date("dddd"),
            "week" => ISOWeek.GetWeekOfYear(date.DateTime).ToString("00", CultureInfo.InvariantCulture),
            "w_year" => $"{ISOWeek.GetYear(date.DateTime)}",
            "hour" => Date("HH"),
            "minute" => Date("mm"),
            "second" => Date("ss"),
            _ => null,
        };
    }

    [GeneratedRegex(":([a-z_]+)")]
    private static partial Regex Token();

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();
}
