using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Formats;

namespace Recommender.Service.Importing.Folders;

/// <summary>A Jekyll site: posts, drafts, collections, default values and permalinks.</summary>
internal sealed partial class JekyllSite : FolderSite
{
    private const string Posts = "posts";
    private static readonly string[] Endings = [".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".html", ".htm", ".textile"];

    private readonly JsonElement _settings;
    private readonly string _source;
    private readonly TimeZoneInfo _zone;
    private readonly Uri? _home;
    private readonly JekyllDefaults _defaults;
    private readonly JekyllPermalinks _permalinks;
    private readonly Dictionary<string, JsonElement> _collections;
    private readonly Lazy<JsonElement?> _authors;

    private JekyllSite(string root, JsonElement settings) : base(root)
    {
        _settings = settings;
        _source = Below(settings.Text("source")) + Below(settings.Text("collections_dir"));
        _zone = SiteConfiguration.Zone(settings.Text("timezone"));
        var baseUrl = settings.Text("baseurl")?.Trim('/');
        _home = WebUrl.Parse(settings.Text("url")) is { IsLoopback: false } url
            ? new Uri(url, UrlPath.Join(url.AbsolutePath, baseUrl) + "/") : null;
        _defaults = new JekyllDefaults(settings.Member("defaults"));
        _permalinks = new JekyllPermalinks(settings);
        _collections = settings.Member("collections") switch
        {
            { ValueKind: JsonValueKind.Object } named => named.EnumerateObject().DistinctBy(one => one.Name)
                .ToDictionary(one => one.Name, one => one.Value),
            _ => [],
        };
        _authors = new(() => SiteConfiguration.Read(Path.Combine(root, settings.Text("data_dir") ?? "_data"), "authors"));
    }

    /// <returns>Null if the folder is not that of a Jekyll site.</returns>
    public static JekyllSite? In(string folder) =>
        SiteConfiguration.Read(folder, "_config") is { } settings ? new JekyllSite(folder, settings)
        // All settings have defaults.
        : Directory.Exists(Path.Combine(folder, "_posts")) && (Directory.Exists(Path.Combine(folder, "_layouts"))
            || File.Exists(Path.Combine(folder, "Gemfile"))) ? new JekyllSite(folder, default) : null;

    public override bool IsContent(string path) => Endings.Contains(Path.GetExtension(path).ToLowerInvariant())
        && CollectionOf(path) is not null;

    public override string? WhyNoArticle(string path, JsonElement fields) =>
        CollectionOf(path) == Posts && !IsDraft(path) && !PostName().IsMatch(UrlPath.Name(path))
            ? "its name has no date, so that Jekyll leaves it out" : null;

    public override JsonElement WithDefaults(string path, JsonElement fields)
    {
        var defaults = _defaults.Of(path[Math.Min(path.Length, _source.Length)..], CollectionOf(path) ?? "pages");
        var merged = JsonObject.Create(SiteConfiguration.Merged(defaults, fields))!;
        var above = path.Split('/').TakeWhile(part => part is not ("_posts" or "_drafts")).ToList();
        var folders = above.Count < path.Split('/').Length && CollectionOf(path) == Posts ? above.Skip(_source.Count(c => c == '/')) : [];
        var categories = folders.Concat(Words(defaults, "categories")).Concat(Words(fields, "categories"))
            .Concat(Singular(fields, "category", "categories") ?? Singular(defaults, "category", "categories") ?? []).Distinct().ToList();
        var tags = (Singular(fields, "tag", "tags") ?? Words(fields, "tags")).ToList();
        tags = tags.Count > 0 ? tags : [.. Singular(defaults, "tag", "tags") ?? Words(defaults, "tags")];
        foreach (var (one, many, names) in new[] { ("category", "categories", categories), ("tag", "tags", tags) })
        {
            merged.Remove(one);
            merged[many] = new JsonArray([.. names.Select(name => (JsonNode?)name)]);
        }

        return JsonSerializer.SerializeToElement(merged);
    }

    public override RawItem Placed(RawItem item, string path, JsonElement fields, DocumentFacts facts)
    {
        var name = PostName().Match(UrlPath.Name(path));
        var isPost = CollectionOf(path) == Posts;
        var date = DateOf(MarkdownFields.First(fields, ["date"]))
            ?? (isPost && name.Success ? StatedDate.Of(name.Groups[1].Value, _zone) : null);
        var slug = fields.Text("slug") ?? (name.Success ? name.Groups[2].Value : Path.GetFileNameWithoutExtension(path));
        var address = _permalinks.Of(CollectionOf(path)!, new JekyllPage(path[_source.Length..], fields, slug, date));
        var article = AddressOf(_home, address.TrimStart('/'), facts);
        item = item with
        {
            Id = item.Id ?? path,
            Url = article,
            FormerUrls = [.. MarkdownFields.Names(fields, "redirect_from").Select(former => WebUrl.Parse(former)?.AbsoluteUri
                ?? (facts.Site.Address is null && _home is null ? null : AddressOf(_home, former.TrimStart('/'), facts))).OfType<string>()],
            Title = item.Title ?? Titled(slug),
            Author = item.Author is null ? null : AuthorOf(item.Author),
            Tags = [.. item.Tags.Select(tag => tag.Trim(',')).Where(tag => tag.Length > 0)],
            Section = item.Section?.Trim(','),
            Language = item.Language ?? _settings.Text("lang") ?? _settings.Text("locale") ?? _settings.Text("language"),
            Published = StatedDate.Written(date) ?? item.Published,
            Image = item.Image is { } image && WebUrl.Parse(image) is null && (_home ?? facts.Site.Address) is not null
                ? AddressOf(_home, image.TrimStart('.', '/'), facts) : item.Image,
        };
        return IsDraft(path) && !item.IsNotPublic ? item.NotPublic("is a draft") : item;
    }

    // Folders that begin with "_": posts and drafts anywhere, collections at the top.
    private string? CollectionOf(string path)
    {
        if (!path.StartsWith(_source, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = path[_source.Length..].Split('/')[..^1];
        if (parts.Any(part => part is "_site" or "_layouts" or "_includes" or "_data" or "_sass" or "node_modules" or "vendor"))
        {
            return null;
        }

        if (parts.Contains("_posts") || parts.Contains("_drafts"))
        {
            return Posts;
        }

        var name = parts.Length > 0 && parts[0].StartsWith('_') ? parts[0][1..] : null;
        return name is not null && _collections.TryGetValue(name, out var own) && MarkdownFields.Truth(own, "output") == true ? name : null;
    }

    private static bool IsDraft(string path) => path.Split('/').SkipLast(1).Contains("_drafts");

    // As Ruby's YAML reads it: a time without offset is UTC, a day begins in the site's time zone.
    private DateTimeOffset? DateOf(string? text)
    {
        var date = StatedDate.Of(text, text?.Contains(':', StringComparison.Ordinal) == true ? TimeZoneInfo.Utc : _zone);
        return date is null ? null : TimeZoneInfo.ConvertTime(date.Value, _zone);
    }

    // An author may be an entry of _data/authors.yml.
    private string AuthorOf(string author) => string.Join(", ", author.Split(", ").Select(
        name => _authors.Value?.Member(name) is { ValueKind: JsonValueKind.Object } entry ? entry.Text("name") ?? name : name));

    private static string Titled(string slug) => string.Join(' ', slug.Split('-', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));

    private static string Below(string? folder) =>
        folder?.Replace('\\', '/').Trim('/', '.') is { Length: > 0 } name ? name + "/" : "";

    private static IEnumerable<string>? Singular(JsonElement fields, string one, string many) =>
        fields.Member(many) is null && fields.Text(one) is { } name ? fields.Member(one)!.Value.ValueKind == JsonValueKind.Array
            ? fields.Texts(one) : [name] : null;

    // A text is several names separated by blanks; many authors write commas all the same.
    private static IEnumerable<string> Words(JsonElement fields, string name) => fields.Member(name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString()!.Contains(',', StringComparison.Ordinal) && name == "tags" =>
            JsonItem.SplitTags(text.GetString()!),
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        _ => fields.Texts(name),
    };

    [GeneratedRegex(@"^(\d{2,4}-\d{1,2}-\d{1,2})-(.*)\.[^.]+$")]
    private static partial Regex PostName();
}
