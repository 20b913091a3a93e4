using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>
/// An Eleventy site: front matter, the data files of folders, and permalinks that need no program. Its address is the operator's.
/// </summary>
internal sealed partial class EleventySite : FolderSite
{
    private static readonly string[] Configurations =
        [".eleventy.js", ".eleventy.cjs", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"];

    private readonly string _input;

    private EleventySite(string root, string configuration) : base(root) =>
        _input = InputFolder().Match(configuration) is { Success: true } match
            && match.Groups[1].Value.Trim('/', '.') is { Length: > 0 } name
            ? name + "/" : "";

    /// <returns>Null if the folder is not that of an Eleventy site.</returns>
    public static EleventySite? In(string folder) =>
        Configurations.Select(name => SiteConfiguration.Text(Path.Combine(folder, name))).FirstOrDefault(text => text is not null)
            is { } configuration ? new EleventySite(folder, configuration) : null;

    public override bool IsContent(string path) => path.StartsWith(_input, StringComparison.Ordinal)
        && Path.GetExtension(path) is ".md" or ".markdown" && !path.Split('/').SkipLast(1).Any(part => part.StartsWith('_'));

    public override string? WhyNoArticle(string path, JsonElement fields) =>
        fields.Member("pagination") is { ValueKind: JsonValueKind.Object } ? "is a list page"
        : !path[_input.Length..].Contains('/', StringComparison.Ordinal) && MarkdownFields.First(fields, ["date"]) is null
            && !FileDate().IsMatch(UrlPath.Name(path)) ? "is a page of the site, not an article: it is in no folder and has no date" : null;

    // From the input folder to the file's own: the nearer counts.
    public override JsonElement WithDefaults(string path, JsonElement fields)
    {
        var parts = UrlPath.Folder(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        var data = Enumerable.Range(1, parts.Length).Select(i => string.Join('/', parts[..i]))
            .SelectMany(folder => ((string[])[".11tydata.json", ".json"])
                .Select(ending => SiteConfiguration.ReadFile(Path.Combine(Root, folder, UrlPath.Name(folder) + ending))))
            .OfType<JsonElement>();
        return data.Append(fields).Aggregate(SiteConfiguration.Merged);
    }

    public override RawItem Placed(RawItem item, string path, JsonElement fields, DocumentFacts facts)
    {
        var stem = path[_input.Length..^Path.GetExtension(path).Length];
        var day = FileDate().Match(UrlPath.Name(stem));
        stem = UrlPath.Join(UrlPath.Folder(stem), UrlPath.Name(stem)[(day.Success ? day.Length : 0)..]);
        var isIndex = UrlPath.Name(stem) == "index" || UrlPath.Name(stem) == UrlPath.Name(UrlPath.Folder(stem));
        var slug = UrlPath.Name(isIndex ? UrlPath.Folder(stem) : stem);
        var date = StatedDate.Of(item.Published, TimeZoneInfo.Utc)
            ?? (day.Success ? StatedDate.Of(day.Groups[1].Value, TimeZoneInfo.Utc) : null);
        var address = fields.Member("permalink") switch
        {
            { ValueKind: JsonValueKind.String } template => Filled(template.GetString()!, fields, slug, stem, date),
            { ValueKind: JsonValueKind.False } => null,
            _ => (isIndex ? UrlPath.Folder(stem) : stem) + "/",
        };
        item = item with
        {
            Id = item.Id ?? path,
            Url = address is null ? null : facts.AddressOf(UrlPath.Escape(address.EndsWith("/index.html", StringComparison.Ordinal)
                ? address[..^"index.html".Length] : address)),
            FormerUrls = [.. MarkdownFields.Names(fields, "redirect_from", "aliases")
                .Select(former => facts.Site.Address is null ? null : facts.AddressOf(former)).OfType<string>()],
            Published = StatedDate.Written(date) ?? item.Published,
        };
        return MarkdownFields.Truth(fields, "permalink") == false ? item.NotPublic("is not shown as a page of its own") : item;
    }

    // Null if it holds more than names and a few filters.
    private static string? Filled(string template, JsonElement fields, string slug, string stem, DateTimeOffset? date)
    {
        var isWhole = true;
        var path = Expression().Replace(template, match =>
        {
            var parts = match.Groups[1].Value.Split('|', StringSplitOptions.TrimEntries);
            var value = parts[0] switch
            {
                "page.fileSlug" => slug,
                "page.filePathStem" => stem,
                "page.date" => StatedDate.Written(date),
                var name => name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-') ? fields.Text(name) : null,
            };
            foreach (var filter in parts.Skip(1))
            {
                value = value is null ? null : filter.Split([':', '('], 2)[0].Trim() switch
                {
                    "slug" or "slugify" or "url_encode" => JekyllPaths.Slug(value),
                    "downcase" or "lower" => value.ToLowerInvariant(),
                    "date" when DateFormat().Match(filter) is { Success: true } format => Formatted(date, format.Groups[1].Value),
                    _ => null,
                };
            }

            isWhole &= value is not null;
            return value ?? "";
        });
        return isWhole && !path.Contains("{%", StringComparison.Ordinal) && !path.Contains("{{", StringComparison.Ordinal)
            ? (path.StartsWith('/') ? path : "/" + path) : null;
    }

    private static string? Formatted(DateTimeOffset? date, string format)
    {
        string? Part(char code) => code switch
        {
            'Y' => "yyyy", 'm' => "MM", 'd' => "dd", 'H' => "HH", 'M' => "mm", 'B' => "MMMM", 'b' => "MMM", 'y' => "yy", _ => null,
        };
        var whole = true;
        var text = DateCode().Replace(format, match =>
        {
            var part = Part(match.Value[1]);
            whole &= part is not null;
            return part is null ? "" : date?.ToString(part, CultureInfo.InvariantCulture) ?? "";
        });
        return whole && date is not null ? text : null;
    }

    [GeneratedRegex(@"\binput\s*:\s*[""']([^""'\n]{1,200})[""']")]
    private static partial Regex InputFolder();

    [GeneratedRegex(@"^(\d{4}-\d{2}-\d{2})-")]
    private static partial Regex FileDate();

    [GeneratedRegex(@"\{\{-?([^{}]{1,300}?)-?\}\}")]
    private static partial Regex Expression();

    [GeneratedRegex(@"[""']([^""']{1,60})[""']")]
    private static partial Regex DateFormat();

    [GeneratedRegex("%[A-Za-z]")]
    private static partial Regex DateCode();
}
