using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>The addresses of a Hugo site in one language.</summary>
/// <param name="settings">The site's configuration.</param>
/// <param name="prefix">What the language puts before its addresses; may be empty.</param>
/// <param name="paths">Makes paths of texts.</param>
internal sealed partial class HugoPermalinks(JsonElement settings, string prefix, HugoPaths paths)
{
    private readonly Dictionary<string, string> _patterns = Patterns(settings.Member("permalinks"));

    /// <returns>The path from the site's root.</returns>
    public string Of(HugoPage page)
    {
        if (page.Fields.Text("url") is { } url && !url.Contains("://", StringComparison.Ordinal))
        {
            return Stated(Token().Replace(url, match => Value(match.Groups[1].Value, page) ?? match.Value));
        }

        var folder = page.IsBundle ? UrlPath.Folder(page.Folder) : page.Folder;
        var path = _patterns.TryGetValue(page.Section.ToLowerInvariant(), out var pattern)
            ? paths.Of(Token().Replace(pattern, match => Value(match.Groups[1].Value, page) ?? match.Value))
            : paths.Of(UrlPath.Join(folder, page.Slug ?? page.BaseName));
        path = UrlPath.Join(prefix, path);
        return IsUgly(page.Section) ? (path.Length == 0 ? "/" : $"{path}.html") : $"{path}/";
    }

    // "/a/b" is a folder, "/a/b.html" a file; without a slash at its beginning, it follows the language.
    private string Stated(string url)
    {
        var path = url.StartsWith('/') ? UrlPath.Join(url) : UrlPath.Join(prefix, url);
        path = path.EndsWith("/index.html", StringComparison.Ordinal) ? path[..^"index.html".Length] : path;
        return path.EndsWith('/') || UrlPath.Name(path).Contains('.', StringComparison.Ordinal) ? path : $"{path}/";
    }

    private string? Value(string token, HugoPage page)
    {
        var date = page.Date ?? new DateTimeOffset(1, 1, 1, 0, 0, 0, TimeSpan.Zero);
        string Date(string format) => date.ToString(format, CultureInfo.InvariantCulture);
        var slug = page.Slug;
        return token switch
        {
            "year" => Date("yyyy"),
            "month" => Date("MM"),
            "monthname" => Date("MMMM"),
            "day" => Date("dd"),
            "weekday" => $"{(int)date.DayOfWeek}",
            "weekdayname" => Date("dddd"),
            "yearday" => $"{date.DayOfYear}",
            "section" => paths.Of(page.Section),
            "sections" => Sections(page),
            "title" => paths.Of(page.Title ?? ""),
            "slug" => paths.Of(slug ?? page.Title ?? ""),
            "slugorfilename" or "slugorcontentbasename" => paths.Of(slug ?? page.BaseName),
            "filename" or "contentbasename" => paths.Of(page.BaseName),
            _ when token.StartsWith("sections[", StringComparison.Ordinal) => Slice(token[9..^1], page),
            _ => GoLayout(token, date),
        };
    }

    private string Sections(HugoPage page) => paths.Of(string.Join('/', page.Sections));

    // [1:], [:2], [last], [:last], [1]
    private string? Slice(string range, HugoPage page)
    {
        var sections = page.Sections;
        int? Number(string text, int otherwise) => text.Length == 0 ? otherwise : text == "last" ? sections.Count - 1
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var ends = range.Split(':', 2);
        if (Number(ends[0], 0) is not { } from || Number(ends[^1], sections.Count) is not { } to)
        {
            return null;
        }

        var count = ends.Length == 1 ? 1 : to - from;
        return paths.Of(string.Join('/', sections.Skip(from).Take(Math.Max(0, count))));
    }

    // As ":2006-01-02".
    private static string? GoLayout(string token, DateTimeOffset date) => token switch
    {
        "2006" => date.ToString("yyyy", CultureInfo.InvariantCulture),
        "06" => date.ToString("yy", CultureInfo.InvariantCulture),
        "01" => date.ToString("MM", CultureInfo.InvariantCulture),
        "02" => date.ToString("dd", CultureInfo.InvariantCulture),
        "2006-01-02" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    private bool IsUgly(string section) => settings.Member("uglyURLs") switch
    {
        { ValueKind: JsonValueKind.Object } sections => MarkdownFields.Truth(sections, section) == true,
        null => false,
        _ => MarkdownFields.Truth(settings, "uglyURLs") == true,
    };

    // By section directly, or below the kind of page.
    private static Dictionary<string, string> Patterns(JsonElement? permalinks)
    {
        var patterns = new Dictionary<string, string>();
        foreach (var entry in SiteConfiguration.Entries(permalinks).Concat(SiteConfiguration.Entries(permalinks?.Member("page"))))
        {
            if (entry.Value.ValueKind == JsonValueKind.String)
            {
                patterns[entry.Name.Trim('/').ToLowerInvariant()] = entry.Value.GetString()!;
            }
        }

        return patterns;
    }

    [GeneratedRegex(@":(sections\[[^\]\[/]{1,20}\]|2006-01-02|\d{2,4}|[a-z]+)")]
    private static partial Regex Token();
}
