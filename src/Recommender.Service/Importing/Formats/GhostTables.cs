using System.Text.Json;

namespace Recommender.Service.Importing.Formats;

/// <summary>The tables of a Ghost export that belong to posts: tags, authors, settings, and fields for search engines.</summary>
internal sealed class GhostTables
{
    private readonly ILookup<string, string> _tags;
    private readonly ILookup<string, string> _authors;
    private readonly Dictionary<string, string> _users;
    private readonly Dictionary<string, JsonElement> _meta = [];
    private readonly Dictionary<string, string> _settings = [];

    /// <param name="data">The tables; a page of the API has none of these.</param>
    public GhostTables(JsonElement data)
    {
        _users = Names(data, "users");
        _tags = Joined(data, "posts_tags", "tag_id", Names(data, "tags"));
        _authors = Joined(data, "posts_authors", "author_id", _users);
        foreach (var row in Rows(data, "posts_meta"))
        {
            _meta.TryAdd(row.Text("post_id") ?? "", row);
        }

        foreach (var row in Rows(data, "settings"))
        {
            _settings.TryAdd(row.Text("key") ?? "", row.Text("value") ?? "");
        }
    }

    public string? Setting(string name) => _settings.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public JsonElement? MetaOf(string? post) => _meta.TryGetValue(post ?? "", out var row) ? row : null;

    /// <summary>Names in the editors' order.</summary>
    public IReadOnlyList<string> TagsOf(string? post) => [.. _tags[post ?? ""]];

    public IReadOnlyList<string> AuthorsOf(JsonElement post)
    {
        IReadOnlyList<string> authors = [.. _authors[post.Text("id") ?? ""]];
        // Exports of before version 2 have one author.
        return authors.Count > 0 || !_users.TryGetValue(post.Text("author_id") ?? "", out var one) ? authors : [one];
    }

    private static IEnumerable<JsonElement> Rows(JsonElement data, string table) =>
        data.Member(table) is { ValueKind: JsonValueKind.Array } rows
            ? rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object) : [];

    private static Dictionary<string, string> Names(JsonElement data, string table)
    {
        var names = new Dictionary<string, string>();
        foreach (var row in Rows(data, table).Where(row => row.Text("id") is not null && row.Text("name") is not null))
        {
            names.TryAdd(row.Text("id")!, row.Text("name")!);
        }

        return names;
    }

    private static ILookup<string, string> Joined(JsonElement data, string table, string column, Dictionary<string, string> names) =>
        Rows(data, table)
            .OrderBy(row => int.TryParse(row.Text("sort_order"), out var order) ? order : 0)
            .Where(row => names.ContainsKey(row.Text(column) ?? ""))
            .ToLookup(row => row.Text("post_id") ?? "", row => names[row.Text(column)!]);
}
