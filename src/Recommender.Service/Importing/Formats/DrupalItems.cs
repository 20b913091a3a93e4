using System.Text.Json;
using Recommender.Service.Articles;

namespace Recommender.Service.Importing.Formats;

/// <summary>
/// Reads a page of Drupal's JSON:API (/jsonapi/node/article). Authors, tags and images are read from what the document includes
/// (?include=uid,field_tags,field_image.…).
/// </summary>
internal static class DrupalItems
{
    public static bool Is(JsonElement root) => Nodes(root).Any() || (root.Member("jsonapi") is not null && root.Member("data") is not null);

    public static IEnumerable<RawItem> Read(JsonElement root, DocumentFacts facts)
    {
        facts.Next = root.Member("links")?.Member("next") switch
        {
            { ValueKind: JsonValueKind.Object } link => link.Text("href"),
            { ValueKind: JsonValueKind.String } link => link.GetString(),
            _ => null,
        };
        facts.Base ??= WebUrl.Parse(Self(root));
        var included = new Dictionary<(string?, string?), JsonElement>();
        foreach (var part in Items(root.Member("included")))
        {
            included.TryAdd((part.Text("type"), part.Text("id")), part);
        }

        var number = 0;
        foreach (var node in Data(root))
        {
            number++;
            yield return SourceFailure.Item(number, () => Map(node, number, included, facts));
        }
    }

    private static RawItem Map(
        JsonElement node, int number, Dictionary<(string?, string?), JsonElement> included, DocumentFacts facts)
    {
        var (type, id) = (node.Text("type") ?? "item without type", node.Text("id"));
        if (!type.StartsWith("node--", StringComparison.Ordinal) || type == "node--page")
        {
            return RawItem.Skip(number, id, $"is a {type.Replace("node--", "", StringComparison.Ordinal)}, not an article");
        }

        var fields = node.Member("attributes") ?? default;
        var related = Related(node, included);
        var terms = related.Where(part => Kind(part).StartsWith("taxonomy_term--", StringComparison.Ordinal)).ToList();
        var sections = terms.Where(term => !Kind(term).EndsWith("tags", StringComparison.Ordinal)).Select(Name).OfType<string>().ToList();
        var body = fields.Member("body") ?? fields.Member("field_body");
        var item = new RawItem
        {
            Number = number,
            Id = id,
            Url = facts.AddressOf(AddressOf(node, fields)),
            Title = fields.Text("title"),
            Html = body is { ValueKind: JsonValueKind.Object } text ? text.Text("processed") ?? text.Text("value") ?? ""
                : body is { } plain ? JsonItem.AsText(plain) ?? "" : "",
            Summary = body?.Text("summary") ?? Words(fields, "field_summary", "field_teaser", "field_lead", "field_subtitle"),
            Image = related.Where(part => Kind(part) == "file--file")
                .Select(file => facts.Base is null && facts.Site.Address is null ? null : facts.AddressOf(FileAddress(file)))
                .FirstOrDefault(address => address is not null),
            Author = string.Join(", ", Authors(related)) is { Length: > 0 } names ? names : Words(fields, "field_author", "field_byline"),
            Section = sections.FirstOrDefault(),
            Tags = [.. sections.Skip(1),
                .. terms.Where(term => Kind(term).EndsWith("tags", StringComparison.Ordinal)).Select(Name).OfType<string>()],
            Language = fields.Text("langcode") is var code && code is "und" or "zxx" ? null : code,
            Published = fields.Text("published_at") ?? Words(fields, "field_date", "field_publication_date") ?? fields.Text("created"),
            MoreDates = fields.Text("created") is { } created ? [created] : [],
            Updated = fields.Text("changed"),
            Base = facts.Site.Address ?? facts.Base,
        };
        return fields.Member("status") is { ValueKind: JsonValueKind.False } ? item.NotPublic("is not published") : item;
    }

    // A node without an alias is at /node/NUMBER.
    private static string? AddressOf(JsonElement node, JsonElement fields)
    {
        var path = fields.Member("path")?.Text("alias")
            ?? (fields.Text("drupal_internal__nid") is { } number ? $"/node/{number}" : null);
        var language = fields.Member("path")?.Text("langcode");
        var canonical = node.Member("links")?.Member("html")?.Text("href");
        return canonical ?? (path is not null && language is not null && fields.Member("default_langcode") is
            { ValueKind: JsonValueKind.False } ? $"/{language}{path}" : path);
    }

    private static List<JsonElement> Related(JsonElement node, Dictionary<(string?, string?), JsonElement> included)
    {
        var found = new List<JsonElement>();
        Follow(node, 0);
        return found;

        // An image belongs to a media entity, and that to the node.
        void Follow(JsonElement part, int depth)
        {
            if (depth > 2 || part.Member("relationships") is not { ValueKind: JsonValueKind.Object } all)
            {
                return;
            }

            foreach (var target in all.EnumerateObject().Where(one => one.Name is not ("revision_uid" or "node_type"))
                .SelectMany(one => Data(one.Value)))
            {
                if (found.Count < 1000 && included.TryGetValue((target.Text("type"), target.Text("id")), out var there))
                {
                    found.Add(there);
                    if (Kind(there).StartsWith("media--", StringComparison.Ordinal))
                    {
                        Follow(there, depth + 1);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Authors(List<JsonElement> related)
    {
        var people = related.Where(part => Kind(part) is "node--author" or "node--person" or "taxonomy_term--authors").ToList();
        return (people.Count > 0 ? people : related.Where(part => Kind(part) == "user--user")).Select(Name).OfType<string>().Distinct();
    }

    private static string? Name(JsonElement part) => part.Member("attributes") is { } fields
        ? fields.Text("display_name") ?? fields.Text("name") ?? fields.Text("title") : null;

    private static string? FileAddress(JsonElement file) =>
        file.Member("attributes")?.Member("uri") is { } uri ? uri.Text("url") ?? JsonItem.AsText(uri) : null;

    private static string? Words(JsonElement fields, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var text = fields.Member(name) is { ValueKind: JsonValueKind.Object } rich
                ? rich.Text("processed") ?? rich.Text("value") : fields.Text(name);
            if (text is not null)
            {
                return text;
            }
        }

        return null;
    }

    private static string? Self(JsonElement root) => root.Member("links")?.Member("self") is { ValueKind: JsonValueKind.Object } self
        ? self.Text("href") : root.Member("links")?.Text("self") ?? root.Member("links")?.Member("next")?.Text("href");

    private static string Kind(JsonElement part) => part.Text("type") ?? "";

    private static IEnumerable<JsonElement> Nodes(JsonElement root) =>
        Data(root).Where(node => Kind(node).StartsWith("node--", StringComparison.Ordinal));

    // A list, or one object.
    private static IEnumerable<JsonElement> Data(JsonElement holder) => holder.Member("data") switch
    {
        { ValueKind: JsonValueKind.Object } one => [one],
        var list => Items(list),
    };

    private static IEnumerable<JsonElement> Items(JsonElement? list) =>
        list is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
