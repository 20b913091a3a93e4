using System.Text.Json;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads the export of a Ghost site and its Content API. The first public tag is the section, as Ghost's own primary tag; tags whose name
/// begins with # are internal. Posts for members keep their access.
/// </summary>
internal static class GhostItems
{
    // Ghost writes it instead of the site's address.
    private const string Host = "__GHOST_URL__";

    /// <summary>The tables of an export, or the page of the API, in a document; null in another one.</summary>
    public static JsonElement? Data(JsonElement root)
    {
        var data = root.Member("db") is { ValueKind: JsonValueKind.Array } db && db.GetArrayLength() > 0 ? db[0].Member("data")
            : root.Member("data") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        return data?.Member("posts") is { ValueKind: JsonValueKind.Array } ? data : null;
    }

    public static bool IsPost(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("slug", out _)
        && (item.Member("published_at") is not null || item.Member("uuid") is not null)
        && (item.Member("html") ?? item.Member("lexical") ?? item.Member("mobiledoc") ?? item.Member("feature_image")) is not null;

    /// <param name="data">As <see cref="Data"/> returns it.</param>
    /// <param name="root">The document.</param>
    /// <param name="url">Its address, if it was fetched.</param>
    /// <param name="facts">Its properties.</param>
    public static IEnumerable<RawItem> Read(JsonElement data, JsonElement root, Uri? url, DocumentFacts facts)
    {
        var tables = new GhostTables(data);
        facts.Base = WebUrl.Parse(tables.Setting("url")) ?? facts.Base;
        facts.Language ??= tables.Setting("locale") ?? tables.Setting("lang");
        facts.Next = Next(root, url);
        var number = 0;
        foreach (var post in data.Member("posts")!.Value.EnumerateArray())
        {
            number++;
            yield return SourceFailure.Item(number, () => Map(post, number, facts, tables));
        }
    }

    public static RawItem Map(JsonElement post, int number, DocumentFacts facts) => Map(post, number, facts, null);

    private static RawItem Map(JsonElement post, int number, DocumentFacts facts, GhostTables? tables)
    {
        var id = post.Text("id") ?? post.Text("uuid");
        var type = post.Text("type") ?? (post.Member("page")?.ToString() is "True" or "1" ? "page" : "post");
        if (type != "post")
        {
            return RawItem.Skip(number, id, $"is a {type}, not a post");
        }

        var raw = Post(post, number, id, facts, tables);
        // One that was only mailed is on no page of the site.
        return (post.Text("status") ?? "published") switch
        {
            "published" or "scheduled" => raw,
            "draft" => raw.NotPublic("is a draft"),
            "sent" => raw.NotPublic("was only sent by mail"),
            var status => raw.NotPublic($"is {status}, not published"),
        };
    }

    private static RawItem Post(JsonElement post, int number, string? id, DocumentFacts facts, GhostTables? tables)
    {
        var meta = tables?.MetaOf(post.Text("id"));
        var site = facts.Site.Address ?? facts.Base;
        var html = post.Text("html") ?? GhostText.OfLexical(post.Text("lexical")) ?? GhostText.OfMobiledoc(post.Text("mobiledoc"));
        var tags = (tables?.TagsOf(post.Text("id")) is { Count: > 0 } joined ? joined : post.Texts("tags"))
            .Where(tag => !tag.StartsWith('#')).ToList();
        var primary = post.Text("primary_tag") ?? tags.FirstOrDefault();
        var address = post.Text("url");
        return new RawItem
        {
            Number = number,
            Id = id,
            Url = address is null || address.Contains("/404/", StringComparison.Ordinal)
                ? facts.AddressOf(post.Text("slug") is { } slug ? $"{slug}/" : null) : facts.AddressOf(Resolve(address, site)),
            Title = post.Text("title"),
            Html = html is null ? null : Resolve(GhostText.Public(html), site),
            Text = html is null ? post.Text("plaintext") : null,
            Summary = post.Text("custom_excerpt") ?? meta?.Text("meta_description") ?? post.Text("meta_description")
                ?? post.Text("excerpt"),
            Image = Resolve(post.Text("feature_image"), site) ?? Resolve(meta?.Text("og_image") ?? post.Text("og_image"), site),
            Author = Joined(tables?.AuthorsOf(post)) ?? post.Text("authors") ?? post.Text("primary_author") ?? post.Text("author"),
            Section = primary,
            Tags = [.. tags.Where(tag => tag != primary)],
            Language = post.Text("locale") ?? facts.Language,
            Access = StatedAccess.OfWord(Visibility(post)),
            Published = post.Text("published_at") ?? post.Text("created_at"),
            Updated = post.Text("updated_at"),
            Base = site,
        };
    }

    // Besides words, a filter such as "label:vip" or "product:gold".
    private static string? Visibility(JsonElement post) => post.Text("visibility") switch
    {
        { } filter when filter.Contains(':', StringComparison.Ordinal) => "paid",
        "filter" => "paid",
        var word => word,
    };

    private static string? Joined(IReadOnlyList<string>? names) => names is { Count: > 0 } ? string.Join(", ", names) : null;

    private static string? Resolve(string? text, Uri? site) => text is null || !text.Contains(Host, StringComparison.Ordinal) ? text
        : text.Replace(Host, site?.GetLeftPart(UriPartial.Path).TrimEnd('/') ?? "", StringComparison.Ordinal);

    private static string? Next(JsonElement root, Uri? url)
    {
        if (url is null || root.Member("meta")?.Member("pagination")?.Member("next") is not { ValueKind: JsonValueKind.Number } next)
        {
            return null;
        }

        var others = WebUrl.Parameters(url.Query).Where(parameter => WebUrl.NameOf(parameter) != "page");
        return new UriBuilder(url) { Query = string.Join('&', others.Append($"page={next}")) }.Uri.AbsoluteUri;
    }
}
