using System.Net;
using System.Xml.Linq;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads an item of WordPress's export (WXR): public posts only. The first category is the section, further ones and the post's tags are
/// tags. The id is the guid, as in WordPress's feed and REST API.
/// </summary>
internal static class WxrItem
{
    private const string Space = "wordpress.org/export";

    public static bool Is(XElement item) => item.Elements().Any(e => e.Name.LocalName is "post_type" or "post_id");

    public static RawItem Map(XElement item, int number, DocumentFacts facts)
    {
        var raw = RssItem.Map(item, number, facts);
        var type = item.Of(Space, "post_type").Text();
        var status = item.Of(Space, "status").Text();
        if (item.Annotation<OwnNamespaces>() is not null)
        {
            // WordPress declares all namespaces at the top. An item that redefines its prefixes could claim anything about itself.
            return RawItem.Skip(number, raw.Id, "declares its own XML namespaces, unlike any WordPress export");
        }

        if (type == "attachment")
        {
            Remember(item, facts);
        }

        var isArticle = type is "post" || (type is not null && facts.Site.Types.Contains(type, StringComparer.OrdinalIgnoreCase));
        if (!isArticle || status is null)
        {
            if (!isArticle && status == "publish" && WordPressTypes.MayBeArticles(type))
            {
                facts.LeaveOut(type!);
            }

            var what = !isArticle ? $"a {type?.Replace('_', ' ') ?? "item without type"}, not a post" : "without status, not published";
            return RawItem.Skip(number, raw.Id, $"is {what}");
        }

        var post = Post(item, raw, facts);
        return status != "publish" ? post.NotPublic($"is {(status == "draft" ? "a draft" : status)}, not published")
            : item.Of(Space, "post_password").Text() is not null ? post.NotPublic(ProtectedPost.Reason) : post;
    }

    private static RawItem Post(XElement item, RawItem raw, DocumentFacts facts)
    {
        var sections = Terms(item, "category").Where(name => name != "Uncategorized").ToList();
        return raw with
        {
            Id = raw.Id ?? item.Of(Space, "post_id").Text(),
            PostNumber = long.TryParse(item.Of(Space, "post_id").Text(), out var post) ? post : null,
            // The body is stored without paragraphs; WordPress makes them from blank lines when it shows the page.
            Html = WordPressParagraphs.Of(item.Of("content", "encoded").Text() ?? ""),
            Summary = item.Of("excerpt", "encoded").Text(),
            Image = Featured(item, facts) ?? raw.Image,
            Author = raw.Author is not null && facts.Authors.TryGetValue(raw.Author, out var name) ? name : raw.Author,
            Section = sections.FirstOrDefault(),
            Tags = [.. sections.Skip(1), .. Terms(item, "post_tag"), .. Terms(item, "tag")],
            Published = GmtOrNull(item.Of(Space, "post_date_gmt").Text()) ?? raw.Published,
            MoreDates = [.. raw.MoreDates, .. item.Of(Space, "post_date").Texts()],
            Updated = GmtOrNull(item.Of(Space, "post_modified_gmt").Text()),
        };
    }

    private static void Remember(XElement attachment, DocumentFacts facts)
    {
        var address = attachment.Of(Space, "attachment_url").Text();
        if (address is not null && attachment.Of(Space, "post_id").Text() is { } number)
        {
            facts.Attachments[number] = address;
        }
    }

    private static string? Featured(XElement item, DocumentFacts facts) => item.Of(Space, "postmeta")
        .Where(meta => meta.Of(Space, "meta_key").Text() == "_thumbnail_id").Select(meta => meta.Of(Space, "meta_value").Text())
        .Select(number => number is not null && facts.Attachments.TryGetValue(number, out var address) ? address : null)
        .FirstOrDefault(address => address is not null);

    private static string? GmtOrNull(string? value) => Dates.Parse(value) is null ? null : value;

    private static IEnumerable<string> Terms(XElement item, string domain) =>
        item.Own("category").Where(c => (string?)c.Attribute("domain") == domain).Select(c => WebUtility.HtmlDecode(c.Value.Trim()))
            .Where(name => name.Length > 0).Distinct();
}
