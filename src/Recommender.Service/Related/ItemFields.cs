using System.Text;
using System.Text.Json;
using Recommender.Service.Web;

namespace Recommender.Service.Related;

/// <summary>The item fields requested by a client that does not want all of them.</summary>
internal sealed class ItemFields
{
    public static readonly ItemFields All = new([]);

    private const int MaxListed = 100;
    private const int LongestList = 500;

    private static readonly string[] Known =
        ["key", "id", "url", "title", "summary", "image", "section", "author", "published", "label", "score", "source"];

    private readonly string[] _names;

    private ItemFields(string[] names) => _names = names;

    /// <summary>A canonical text: equal for the same fields in any order; empty for all fields.</summary>
    public string Shape => string.Join(',', _names);

    public static ItemFields Read(string[]? values, ParameterErrors errors)
    {
        if (values is null or [])
        {
            return All;
        }

        // Before they are split: a batch may hold many, and reads them for each of its queries.
        if (values.Length > MaxListed || values.Any(value => value?.Length > LongestList))
        {
            errors.Add("fields", $"may be given at most {MaxListed} times, with at most {LongestList} characters each");
            return All;
        }

        // A JSON list may contain null.
        var names = values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Distinct(StringComparer.Ordinal).ToArray();
        if (names.FirstOrDefault(name => !Known.Contains(name)) is null)
        {
            return new ItemFields([.. names.Order(StringComparer.Ordinal)]);
        }

        errors.Add("fields", $"must be one or more of {string.Join(", ", Known)}");
        return All;
    }

    public byte[] Write(RelatedResponse response)
    {
        if (_names.Length == 0)
        {
            return JsonSerializer.SerializeToUtf8Bytes(response, RelatedJson.Readable.RelatedResponse);
        }

        var json = JsonSerializer.SerializeToNode(response, RelatedJson.Readable.RelatedResponse)!;
        foreach (var item in json["items"]!.AsArray())
        {
            foreach (var name in Known.Except(_names))
            {
                item!.AsObject().Remove(name);
            }
        }

        return Encoding.UTF8.GetBytes(json.ToJsonString(RelatedJson.Readable.Options));
    }
}
