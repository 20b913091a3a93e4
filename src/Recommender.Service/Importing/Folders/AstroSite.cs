using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>An Astro site: collections below src/content, whose addresses follow from the page that shows them, and Markdown
/// pages.</summary>
internal sealed partial class AstroSite : FolderSite
{
    private const string Content = "src/content/";
    private const string Pages = "src/pages/";

    private static readonly string[] Configurations = ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs"];

    private readonly Uri? _home;
    private readonly Dictionary<string, string?> _routes = [];

    private AstroSite(string root, string configuration) : base(root)
    {
        var site = WebUrl.Parse(Site().Match(configuration).Groups[1].Value);
        var below = Base().Match(configuration) is { Success: true } match ? match.Groups[1].Value : null;
        _home = site is null or { IsLoopback: true } ? null : new Uri(site, UrlPath.Join(below) + "/");
    }

    /// <returns>Null if the folder is not that of an Astro site.</returns>
    public static AstroSite? In(string folder) =>
        Configurations.Select(name => SiteConfiguration.Text(Path.Combine(folder, name))).FirstOrDefault(text => text is not null)
            is { } configuration ? new AstroSite(folder, configuration) : null;

    public override bool IsContent(string path) => Path.GetExtension(path) is ".md" or ".mdx" or ".markdown"
        && (path.StartsWith(Content, StringComparison.Ordinal) || path.StartsWith(Pages, StringComparison.Ordinal)
            || path.StartsWith("src/data/", StringComparison.Ordinal));

    public override string? WhyNoArticle(string path, JsonElement fields) =>
        path.Split('/').Skip(2).Any(part => part.StartsWith('_')) ? "its name begins with _, so that Astro leaves it out"
        : path.StartsWith(Pages, StringComparison.Ordinal) && MarkdownFields.First(fields, ["date", "pubDate", "publishDate"]) is null
            ? "is a page of the site, not an article: it has no date" : null;

    public override RawItem Placed(RawItem item, string path, JsonElement fields, DocumentFacts facts)
    {
        var stem = path[..^Path.GetExtension(path).Length];
        stem = UrlPath.Name(stem) == "index" ? UrlPath.Folder(stem) : stem;
        string? address;
        if (stem.StartsWith(Pages, StringComparison.Ordinal))
        {
            address = stem[(Pages.Length - 1)..];
        }
        else
        {
            var inside = stem.Split('/', 4);
            var slug = fields.Text("slug") ?? (inside.Length > 3
                ? string.Join('/', inside[3].Split('/').Select(Slug)) : null);
            address = inside.Length > 3 && slug is not null && Route(inside[2]) is { } route ? UrlPath.Join(route, slug) : null;
        }

        return item with
        {
            Id = item.Id ?? path,
            Url = address is null ? null : AddressOf(_home, address.TrimStart('/') + "/", facts),
        };
    }

    // The name in small letters; signs go and blanks become hyphens.
    private static string Slug(string name) =>
        Dropped().Replace(name.ToLowerInvariant(), "").Replace(' ', '-');

    // "src/pages/blog/[...slug].astro" shows the collection "blog"; of a page at the top nobody knows which it shows.
    private string? Route(string collection)
    {
        if (_routes.TryGetValue(collection, out var known))
        {
            return known;
        }

        var pages = Path.Combine(Root, Pages.TrimEnd('/'));
        var found = Directory.Exists(pages) ? Directory.EnumerateFiles(pages, "[*].astro", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is
                "[...slug].astro" or "[slug].astro" or "[...id].astro" or "[id].astro" or "[post].astro")
            .Select(file => (Folder: Path.GetRelativePath(pages, Path.GetDirectoryName(file)!).Replace('\\', '/'), File: file))
            .Where(page => SiteConfiguration.Text(page.File) is { } text && Collection().Matches(text)
                .Any(match => match.Groups[1].Value == collection))
            .Select(page => page.Folder == "." ? "" : page.Folder).ToList() : [];
        return _routes[collection] = found.Count == 1 && !found[0].Contains('[', StringComparison.Ordinal) ? found[0] : null;
    }

    [GeneratedRegex(@"\bsite\s*:\s*[""'`](https?://[^""'`\s]{1,300})[""'`]")]
    private static partial Regex Site();

    [GeneratedRegex(@"\bbase\s*:\s*[""'`]([^""'`\s]{1,300})[""'`]")]
    private static partial Regex Base();

    [GeneratedRegex(@"getCollection\(\s*[""'`]([\w-]{1,100})[""'`]")]
    private static partial Regex Collection();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{Nd}\s_-]")]
    private static partial Regex Dropped();
}
