using System.Text.Json;
using Markdig;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// A Markdown file with front matter between two lines "---": title, slug, section, author, published, updated, tags, image, language, summary.
/// A file newsroom.json beside it or in a folder above ({"url": "https://..."}) names the site: the article's URL is url + slug, links are slugs of
/// other files, and an image without a dot is url + images/NAME.svg.
/// </summary>
internal static class MarkdownItem
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

        var (fields, body) = Split(text);
        string? Field(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        var site = SiteOf(content.File);
        var slug = Field("slug") ?? Path.GetFileNameWithoutExtension(content.File);
        var image = Field("image");
        var item = new RawItem
        {
            Number = 1,
            Id = Field("id") ?? slug,
            Url = Field("url") ?? (site is null ? null : new Uri(site, slug).AbsoluteUri),
            Title = Field("title"),
            Html = Markdown.ToHtml(body),
            Summary = Field("summary"),
            Image = image is null || site is null || image.Contains('.', StringComparison.Ordinal) ? image : new Uri(site, $"images/{image}.svg").AbsoluteUri,
            Author = Field("author"),
            Section = Field("section"),
            Tags = JsonItem.SplitTags(Field("tags")?.Trim('[', ']') ?? ""),
            Language = Field("language"),
            Published = Field("published") ?? Field("date"),
            Updated = Field("updated"),
            Base = site,
        };
        var isHidden = Field("draft")?.ToLowerInvariant() is "true" or "yes" || Field("published")?.ToLowerInvariant() is "false" or "no";
        return isHidden ? item.NotPublic("is a draft") : item;
    }

    // Not YAML: titles hold colons, and nobody quotes them.
    private static (Dictionary<string, string> Fields, string Body) Split(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var lines = new StringReader(text);
        lines.ReadLine();
        while (lines.ReadLine() is { } line && line.TrimEnd() != "---")
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                fields[line[..colon].Trim()] = Unquote(line[(colon + 1)..].Trim());
            }
        }

        return (fields, lines.ReadToEnd());
    }

    private static string Unquote(string value) => value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1] : value;

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
            throw new ImportException($"{path}: is no valid JSON: {e.Message.Split('\n', 2)[0]}", e);
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

        return text.ToString().TrimStart('\uFEFF', '\r', '\n', ' ');
    }
}
