using System.Text.Json;
using System.Text.RegularExpressions;
using Markdig;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Text.Templating;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// A Markdown file with front matter, as Hugo, Jekyll and others write it: title, slug, section or categories, author, published or date,
/// updated, tags, image or cover, language, summary or description, draft. A file newsroom.json beside it or in a folder above
/// ({"url": "https://..."}) names the site: the article's URL is url + slug, links are slugs of other files, and an image without a dot is
/// url + images/NAME.svg.
/// </summary>
internal static partial class MarkdownItem
{
    public const string SiteFile = "newsroom.json";
    private const int FoldersUp = 3;

    public static RawItem Read(SourceContent content)
    {
        using var reader = content.OpenText();
        var text = ReadLimited(reader);
        if (text is null)
        {
            return RawItem.Skip(1, null, $"is longer than {ImportLimits.ItemCharacters:N0} characters", unreadable: true);
        }

        try
        {
            var (fields, body) = FrontMatter.Split(text);
            return Map(fields, body, content.File);
        }
        catch (FormatException e)
        {
            return RawItem.Skip(1, null, $"has {e.Message.ReplaceLineEndings(" ")}", unreadable: true);
        }
    }

    private static RawItem Map(JsonElement fields, string body, string file)
    {
        string? Field(params ReadOnlySpan<string> names) => First(fields, names);
        var site = SiteOf(file);
        var name = Path.GetFileNameWithoutExtension(file);
        var slug = Field("slug") ?? name;
        var image = ImageOf(fields);
        var categories = fields.Texts("categories");
        var item = new RawItem
        {
            Number = 1,
            Id = Field("id") ?? slug,
            Url = Field("url") ?? (site is null ? null : new Uri(site, slug).AbsoluteUri),
            Title = Field("title"),
            Html = Markdown.ToHtml(Templates.WithoutInMarkdown(body)),
            Summary = Field("summary", "description", "excerpt"),
            Image = image is null || site is null || image.Contains('.', StringComparison.Ordinal)
                ? image : new Uri(site, $"images/{image}.svg").AbsoluteUri,
            Author = Field("author", "authors"),
            Section = Field("section", "category") ?? (categories.Count > 0 ? categories[0] : null),
            Tags = fields.Texts("tags"),
            Language = Field("language", "lang"),
            // Of Jekyll, "published" says whether, not when.
            Published = (Truth(fields, "published") is null ? Field("published") : null) ?? Field("date", "publishDate")
                ?? (FileDate().Match(name) is { Success: true } day ? day.Groups[1].Value : null),
            Updated = Field("updated", "lastmod", "last_modified_at"),
            Access = StatedAccess.OfWord(Field("access", "visibility")),
            Base = site,
        };
        return Truth(fields, "draft") == true || Truth(fields, "published") == false ? item.NotPublic("is a draft") : item;
    }

    private static string? First(JsonElement fields, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields.Text(name) is { } text && !string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    // The address itself, or a table that holds it among captions and licences.
    private static string? ImageOf(JsonElement fields)
    {
        foreach (var name in (string[])["image", "cover", "featured_image", "images"])
        {
            var value = fields.Member(name) switch
            {
                { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => list[0],
                var other => other,
            };
            var address = value switch
            {
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { ValueKind: JsonValueKind.Object } table => First(table, ["image", "url", "path", "src", "feature"]),
                _ => null,
            };
            if (!string.IsNullOrWhiteSpace(address))
            {
                return address;
            }
        }

        return null;
    }

    // Null for what is neither yes nor no.
    private static bool? Truth(JsonElement fields, string name) => fields.Member(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            _ => null,
        },
        _ => null,
    };

    [GeneratedRegex(@"^(\d{4}-\d{1,2}-\d{1,2})-")]
    private static partial Regex FileDate();

    private static Uri? SiteOf(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        for (var i = 0; i < FoldersUp && folder is not null; i++, folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, SiteFile);
            if (File.Exists(path))
            {
                return ReadSite(path);
            }
        }

        return null;
    }

    private static Uri ReadSite(string path)
    {
        try
        {
            using var site = JsonDocument.Parse(File.ReadAllText(path));
            var url = WebUrl.Parse(site.RootElement.Text("url")) ?? throw new ImportException($"{path}: has no \"url\" of the site");
            return url.AbsolutePath.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");
        }
        catch (JsonException e)
        {
            throw new ImportException($"{path}: is not valid JSON: {e.Message.Split('\n', 2)[0]}", e);
        }
    }

    private static string? ReadLimited(TextReader reader)
    {
        var buffer = new char[ImportLimits.ItemCharacters / 8];
        var text = new System.Text.StringBuilder();
        for (int count; (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            text.Append(buffer, 0, count);
            if (text.Length > ImportLimits.ItemCharacters)
            {
                return null;
            }
        }

        return text.ToString().TrimStart('\uFEFF', '\r', '\n', '\t', '\0', ' ');
    }
}
