using System.Text.Json;
using System.Text.RegularExpressions;
using Markdig;
using Recommender.Service.Articles;
using Recommender.Service.Importing.Folders;
using Recommender.Service.Importing.Text;
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
            var html = Path.GetExtension(content.File).ToLowerInvariant() is ".html" or ".htm"
                ? body : Markdown.ToHtml(Templates.WithoutInMarkdown(body));
            return new RawItem { Number = 1, Fields = fields.Clone(), Html = html };
        }
        catch (FormatException e)
        {
            return RawItem.Skip(1, null, $"has {e.Message.ReplaceLineEndings(" ")}", unreadable: true);
        }
    }

    /// <summary>Fills the properties that the front matter and the site around the file state.</summary>
    /// <param name="read">The file, as <see cref="Read"/> returns it.</param>
    /// <param name="content">The file.</param>
    /// <param name="facts">What is known of the site.</param>
    /// <exception cref="ImportException">The description of the site cannot be read.</exception>
    public static RawItem Complete(RawItem read, SourceContent content, DocumentFacts facts)
    {
        if (read.Fields is not { } fields)
        {
            return read;
        }

        var place = (content.Sites ?? new FolderSites(null)).PlaceOf(content.File);
        if (place?.Site.WhyNoArticle(place.Path, fields) is { } reason)
        {
            return RawItem.Skip(1, place.Path, reason);
        }

        var item = MarkdownFields.Of(place?.Site.WithDefaults(place.Path, fields) ?? fields, facts.Site.Now) with
        {
            Html = read.Html, Fields = null,
        };
        item = item with { Title = item.Title ?? Heading(read.Html) };
        if (place is null)
        {
            return OfFile(item, fields, content.File, facts);
        }

        // Earlier versions took the name for the id.
        var former = fields.Text("slug") ?? Path.GetFileNameWithoutExtension(content.File);
        item = place.Site.Placed(item, place.Path, place.Site.WithDefaults(place.Path, fields), facts);
        return item.IsNotPublic ? item with { HiddenIds = [former] } : item;
    }

    private static RawItem OfFile(RawItem item, JsonElement fields, string file, DocumentFacts facts)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        name = name is "index" ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? name : name;
        var site = SiteOf(file) ?? facts.Site.Address;
        var day = FileDate().Match(name);
        var slug = fields.Text("slug") ?? (day.Success ? name[day.Length..] : name);
        return item with
        {
            Id = fields.Text("id") ?? fields.Text("slug") ?? name,
            Url = site is null && item.Url?.Contains("//", StringComparison.Ordinal) != true
                ? null : item.Url ?? facts.AddressOf(new Uri(site!, slug).AbsoluteUri),
            Image = item.Image is not { } image || site is null || image.Contains('.', StringComparison.Ordinal)
                ? item.Image : new Uri(site, $"images/{image}.svg").AbsoluteUri,
            MoreDates = day.Success ? [.. item.MoreDates, day.Groups[1].Value] : item.MoreDates,
            Base = site,
        };
    }

    private static string? Heading(string? html)
    {
        if (html?.StartsWith("<h1", StringComparison.Ordinal) != true || html.IndexOf('>', StringComparison.Ordinal) is var start
            && start < 0)
        {
            return null;
        }

        var end = html.IndexOf("</h1>", start, StringComparison.Ordinal);
        return end < 0 ? null : Markup.ToPlain(html[(start + 1)..end]);
    }


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
