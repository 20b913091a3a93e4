using System.Text.Json;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>A Hugo site: its content folders, languages, permalinks and page bundles.</summary>
internal sealed class HugoSite : FolderSite
{
    private static readonly string[] Endings = [".md", ".markdown", ".mdown", ".html", ".htm"];

    private static readonly string[] Usual = ["date", "publishDate", "pubdate", "published", "lastmod", "modified"];

    private readonly HugoLanguages _languages;
    private readonly HugoPaths _paths;
    private readonly Dictionary<string, bool> _bundles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HugoPermalinks> _permalinks = [];

    private HugoSite(string root, JsonElement settings) : base(root)
    {
        _languages = new HugoLanguages(settings);
        _paths = new HugoPaths(
            MarkdownFields.Truth(settings, "disablePathToLower") == true, MarkdownFields.Truth(settings, "removePathAccents") == true);
    }

    /// <returns>Null if the folder is not that of a Hugo site.</returns>
    public static HugoSite? In(string folder)
    {
        var settings = SiteConfiguration.Read(folder, "hugo") ?? Common(SiteConfiguration.Read(folder, "config"), folder);
        foreach (var environment in (string[])["_default", "production"])
        {
            settings = WithFolder(settings, Path.Combine(folder, "config", environment));
        }

        return settings is { } found ? new HugoSite(folder, found) : null;
    }

    public override bool IsContent(string path) => _languages.Of(path) is { } page
        && (Endings.Contains(Path.GetExtension(path).ToLowerInvariant())
            || Path.GetExtension(path) is ".org" or ".adoc" or ".rst" or ".pandoc")
        && !page.IsDisabled;

    public override string? WhyNoArticle(string path, JsonElement fields)
    {
        var page = _languages.Of(path)!;
        return page.Name == "_index" ? "is a list page" : IsInBundle(path, page) ? "is a part of another page"
            : UrlPath.Folder(page.Path).Length == 0 && MarkdownFields.First(fields, ["date", "publishDate"]) is null
                ? "is a page of the site, not an article: it is in no section and has no date" : null;
    }

    public override RawItem Placed(RawItem item, string path, JsonElement fields, DocumentFacts facts)
    {
        var page = _languages.Of(path)!;
        var settings = page.Settings;
        var rules = Rules(page);
        var date = DateOf(fields, page, settings);
        var slug = fields.Text("slug") ?? SlugOfName(fields, page, settings);
        var address = rules.Of(new HugoPage(page, fields, slug, item.Title, date, folder => HasListPage(path, page, folder)));
        var home = WebUrl.Parse(settings.Text("baseURL")) is { } url && !IsExample(url) ? Slashed(url) : null;
        var article = AddressOf(home, address.TrimStart('/'), facts);
        var section = page.Path.Contains('/', StringComparison.Ordinal) ? page.Path.Split('/', 2)[0] : null;
        return item with
        {
            Id = item.Id ?? path,
            Url = article,
            FormerUrls = [.. MarkdownFields.Names(fields, "aliases").Select(alias => Alias(alias, home, article, facts)).OfType<string>()],
            Section = item.Section ?? section,
            Language = item.Language ?? (page.Language is null ? settings.Text("languageCode") ?? settings.Text("defaultContentLanguage")
                : settings.Text("languageCode") ?? page.Language),
            Published = StatedDate.Written(Shown(fields, date, settings, facts)) ?? item.Published,
            Updated = item.Updated,
            Image = ImageOf(item.Image, path, home, article, facts),
        };
    }

    private static JsonElement? Common(JsonElement? settings, string folder) => settings is { } found
        && (found.Member("baseURL") ?? found.Member("languageCode") ?? found.Member("permalinks") ?? found.Member("theme")) is not null
        && Directory.Exists(Path.Combine(folder, found.Text("contentDir") ?? "content")) ? settings : null;

    // The folder holds a common file, and one for each of its tables, as "permalinks.toml" and "languages.fr.toml".
    private static JsonElement? WithFolder(JsonElement? settings, string folder)
    {
        if (!Directory.Exists(folder))
        {
            return settings;
        }

        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var names = Path.GetFileNameWithoutExtension(file).Split('.');
            if (names.Length > 2 || names[0].ToLowerInvariant() is "menu" or "menus" or "params"
                || SiteConfiguration.ReadFile(file) is not { } read)
            {
                continue;
            }

            foreach (var name in names[0].ToLowerInvariant() is "hugo" or "config" ? [] : names.Reverse())
            {
                read = JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { [name] = read });
            }

            settings = settings is { } under ? SiteConfiguration.Merged(under, read) : read;
        }

        return settings;
    }

    private HugoPermalinks Rules(HugoFile page)
    {
        var language = page.Language ?? "";
        return _permalinks.TryGetValue(language, out var known) ? known
            : _permalinks[language] = new HugoPermalinks(page.Settings, page.Prefix, _paths);
    }

    // What generators write into a new site.
    private static bool IsExample(Uri url) => url.IsLoopback;

    private static Uri Slashed(Uri url) => url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");

    // Hugo's own order, unless the site has one; ":filename" reads the date from the file's name.
    private static DateTimeOffset? DateOf(JsonElement fields, HugoFile page, JsonElement settings)
    {
        var zone = SiteConfiguration.Zone(settings.Text("timeZone"));
        var order = settings.Member("frontmatter")?.Texts("date") is { Count: > 0 } own
            ? own.SelectMany(name => name == ":default" ? Usual : [name]) : Usual;
        foreach (var name in order)
        {
            var text = name == ":filename" ? page.Name.Length > 10 ? page.Name[..10] : null : MarkdownFields.First(fields, [name]);
            if (StatedDate.Of(text, zone) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    // Where the site reads a date from the file's name, the rest of the name is the slug.
    private static string? SlugOfName(JsonElement fields, HugoFile page, JsonElement settings)
    {
        if (page.Name.Length < 10 || StatedDate.Of(page.Name[..10], TimeZoneInfo.Utc) is null)
        {
            return null;
        }

        var dates = settings.Member("frontmatter");
        return ((string[])["date", "publishDate", "lastmod", "expiryDate"]).Select(field => dates?.Texts(field) ?? [])
            .Any(order => order.Contains(":filename")
                && order.TakeWhile(name => name != ":filename")
                    .SelectMany(name => name == ":default" ? Usual : [name])
                    .All(name => MarkdownFields.First(fields, [name]) is null))
            && page.Name[10..].Trim(' ', '-', '_') is { Length: > 0 } slug ? slug : null;
    }

    // A page appears when its date of publication comes, which may be later than the date that it shows.
    private static DateTimeOffset? Shown(JsonElement fields, DateTimeOffset? date, JsonElement settings, DocumentFacts facts)
    {
        var from = StatedDate.Of(MarkdownFields.First(fields, ["publishDate"]), SiteConfiguration.Zone(settings.Text("timeZone")));
        return from > facts.Site.Now ? from : date;
    }

    // A leaf bundle is a folder with an index file: other texts in it are parts of that page.
    private bool IsInBundle(string path, HugoFile page)
    {
        var folder = UrlPath.Folder(path);
        var first = page.Name == "index" ? UrlPath.Folder(folder) : folder;
        for (var above = first; above.Length > page.Content.Length; above = UrlPath.Folder(above))
        {
            if (IsBundle(above))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBundle(string folder)
    {
        if (!_bundles.TryGetValue(folder, out var isBundle))
        {
            isBundle = Directory.EnumerateFiles(Path.Combine(Root, folder), "index.*")
                .Any(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()));
            _bundles[folder] = isBundle;
        }

        return isBundle;
    }

    private bool HasListPage(string path, HugoFile page, string folder)
    {
        var place = Path.Combine(Root, path[..^page.Path.Length].TrimEnd('/'), folder);
        return Directory.Exists(place) && Directory.EnumerateFiles(place, "_index.*").Any();
    }

    private static string? Alias(string alias, Uri? home, string? article, DocumentFacts facts) => WebUrl.Parse(alias) is { } whole
        ? whole.AbsoluteUri
        : alias.StartsWith('/') ? facts.Site.Address is null && home is null ? null : AddressOf(home, alias.TrimStart('/'), facts)
        : article is null ? null : new Uri(new Uri(new Uri(article), "../"), UrlPath.Escape(alias)).AbsoluteUri;

    private string? ImageOf(string? image, string path, Uri? home, string? article, DocumentFacts facts)
    {
        if (image is null || WebUrl.Parse(image) is not null || article is null)
        {
            return image;
        }

        return !image.StartsWith('/') && Exists(UrlPath.Folder(path) + "/" + image.TrimStart('.', '/'))
            ? new Uri(new Uri(article), UrlPath.Escape(image)).AbsoluteUri
            : AddressOf(home, image.StartsWith("./", StringComparison.Ordinal) ? image[2..] : image.TrimStart('/'), facts);
    }
}
