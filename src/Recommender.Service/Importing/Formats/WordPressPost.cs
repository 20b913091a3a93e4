using System.Net;
using System.Text.Json;
using Recommender.Service.Importing.Text;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads a post of WordPress's REST API. Names of authors, categories, tags and images are included if requested with _embed. The id is the
/// guid, as in WordPress's feed and export; the first category is the section, further ones and the post's tags are tags.
/// </summary>
internal static class WordPressPost
{
    public static bool Is(JsonElement item) =>
        item.Member("title") is { ValueKind: JsonValueKind.Object } title && title.Member("rendered") is not null;

    public static RawItem Map(JsonElement post, int number, DocumentFacts facts)
    {
        var guid = Rendered(post, "guid");
        var id = guid is null ? post.Text("id") : WebUtility.HtmlDecode(guid);
        var status = post.Text("status") ?? "publish";
        var type = post.Text("type") ?? "post";
        if (type != "post" && !facts.Site.Types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            if (status == "publish" && WordPressTypes.MayBeArticles(type))
            {
                facts.LeaveOut(type);
            }

            return RawItem.Skip(number, id, $"is a {type}, not a post");
        }

        var raw = Post(post, number, id, facts);
        // A post scheduled for a date is an article with that date: it is shown from then on.
        return status is not ("publish" or "future") ? raw.NotPublic(status == "draft" ? "is a draft" : $"is {status}, not published")
            : IsProtected(post) ? raw.NotPublic(ProtectedPost.Reason) : raw;
    }

    private static bool IsProtected(JsonElement post) =>
        post.Text("password") is not null || IsProtected(post.Member("content")) || IsProtected(post.Member("excerpt"));

    private static bool IsProtected(JsonElement? part) => part?.Member("protected") is { ValueKind: JsonValueKind.True };

    private static RawItem Post(JsonElement post, int number, string? id, DocumentFacts facts)
    {
        var embedded = post.Member("_embedded");
        var terms = Embedded(embedded, "wp:term")
            .SelectMany(list => list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToArray() : []).ToList();
        var sections = Names(terms, "category").Where(name => name != "Uncategorized").ToList();
        return new RawItem
        {
            Number = number,
            Id = id,
            PostNumber = long.TryParse(post.Text("id"), out var postNumber) ? postNumber : null,
            Url = post.Text("link"),
            Title = Markup.ToPlain(Rendered(post, "title")),
            Html = Rendered(post, "content") ?? "",
            Summary = Rendered(post, "excerpt"),
            Image = Embedded(embedded, "wp:featuredmedia").Select(media => media.Text("source_url")).FirstOrDefault()
                ?? post.Text("jetpack_featured_media_url"),
            Author = AuthorNames.Of(Embedded(embedded, "author").Select(author => author.Text("name"))),
            Section = sections.FirstOrDefault(),
            Tags = [.. sections.Skip(1), .. Names(terms, "post_tag")],
            Language = post.Text("lang") ?? facts.Language,
            Published = AsUtc(post.Text("date_gmt")) ?? post.Text("date"),
            Updated = AsUtc(post.Text("modified_gmt")) ?? post.Text("modified"),
        };
    }

    private static string? Rendered(JsonElement post, string name) => post.Member(name)?.Text("rendered");

    private static string? AsUtc(string? gmt) => Dates.Parse(gmt) is null ? null : gmt;

    private static IEnumerable<JsonElement> Embedded(JsonElement? embedded, string name) =>
        embedded?.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static IEnumerable<string> Names(IEnumerable<JsonElement> terms, string taxonomy) =>
        terms.Where(term => term.Text("taxonomy") == taxonomy).Select(term => term.Text("name")).OfType<string>()
            .Select(name => WebUtility.HtmlDecode(name)!);
}
