using System.Globalization;
using System.Text.Json;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// A rule that a client makes. Its state is its version and content, as the rule, its history and the block of its page have them.
/// </summary>
internal sealed class EditedRule
{
    private const string Removed = "removed";

    private static readonly string[] Fields =
        ["kind", "scope", "scopeValue", "subject", "subjectValue", "slot", "factor", "items", "heading", "reason"];

    private readonly string _page;
    private readonly string _mark;
    private readonly string _reader;
    private readonly Dictionary<long, string> _versions = [];

    /// <param name="page">Key of the article whose block it is for.</param>
    /// <param name="mark">A word of its reason that no other rule has.</param>
    /// <param name="reader">A key that may read rules.</param>
    public EditedRule(Ledger ledger, string page, string mark, string reader)
    {
        (_page, _mark, _reader) = (page, mark, reader);
        Entry = ledger.Add($"rule {mark}", Entry.None, LookAsync);
    }

    public Entry Entry { get; }

    /// <summary>Null until it is known.</summary>
    public string? Id { get; set; }

    public bool Exists => Entry.State != Entry.None;

    public bool IsRemoved => Content == Removed;

    public long Version => Exists ? long.Parse(Entry.State.AsSpan(1, Blank - 1), CultureInfo.InvariantCulture) : 0;

    private string Content => Entry.State[(Blank + 1)..];

    private int Blank => Entry.State.IndexOf(' ', StringComparison.Ordinal);

    /// <summary>The versions with a content that a client knows, the current one not among them.</summary>
    public IReadOnlyList<long> EarlierContents =>
        [.. _versions.Where(pair => pair.Key != Version && pair.Value != Removed).Select(pair => pair.Key)];

    public EntryChange Changed(Dictionary<string, object?> content) => Next(Of(JsonSerializer.SerializeToElement(content)));

    public EntryChange Gone() => Next(Removed);

    public EntryChange Restored(long version) => Next(_versions[version]);

    /// <summary>What undoing the last change makes of it; null if the version before is not known.</summary>
    public EntryChange? Undone() => Version == 1 ? Gone() : _versions.TryGetValue(Version - 1, out var before) ? Next(before) : null;

    /// <summary>Remembers the current version.</summary>
    public void Note()
    {
        if (Exists)
        {
            _versions[Version] = Content;
        }
    }

    private EntryChange Next(string content) => new(Entry, string.Create(CultureInfo.InvariantCulture, $"v{Version + 1} {content}"));

    private static string Of(JsonElement rule) => rule.TryGetProperty(Removed, out var removed) && removed.GetBoolean() ? Removed
        : string.Join('|', Fields.Select(field => rule.TryGetProperty(field, out var value) ? Text(value) : ""));

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(' ', value.EnumerateArray().Select(item => item.GetString())) : value.ToString();

    private async Task<string> LookAsync(Wire wire, Entry entry)
    {
        Id ??= await FindAsync(wire);
        if (Id is null)
        {
            return Entry.None;
        }

        var reply = await wire.ReadAsync($"/v1/default/rules/{Id}", _reader);
        if (!reply.IsDone)
        {
            return $"missing: {reply.Status}";
        }

        var (version, content) = (reply.Json.GetProperty("version").GetInt64(), Of(reply.Json));
        var state = string.Create(CultureInfo.InvariantCulture, $"v{version} {content}");
        return await HistoryFaultAsync(wire, version, content) ?? await BlockFaultAsync(wire, reply.Json) ?? state;
    }

    private async Task<string?> FindAsync(Wire wire)
    {
        var found = (await wire.ReadAsync($"/v1/default/rules?state=all&text={_mark}", _reader)).Json.GetProperty("items");
        return found.GetArrayLength() == 0 ? null : found[0].GetProperty("id").GetString();
    }

    private async Task<string?> HistoryFaultAsync(Wire wire, long version, string content)
    {
        var items = (await wire.ReadAsync($"/v1/default/rules/{Id}/history", _reader)).Json.GetProperty("items").EnumerateArray().ToList();
        var versions = items.Select(item => item.GetProperty("version").GetInt64()).ToList();
        if (!versions.SequenceEqual(Enumerable.Range(0, (int)Math.Min(version, 200)).Select(i => version - i)))
        {
            return $"v{version}, but its history has {string.Join(' ', versions)}";
        }

        var afters = items.ToDictionary(item => item.GetProperty("version").GetInt64(), item => Of(item.GetProperty("after")));
        return afters[version] != content ? $"v{version} {content}, but its history ends with {afters[version]}"
            : _versions.Where(known => afters.TryGetValue(known.Key, out var after) && after != known.Value)
                .Select(known => $"version {known.Key} was {known.Value}, and is {afters[known.Key]} in the history").FirstOrDefault();
    }

    private async Task<string?> BlockFaultAsync(Wire wire, JsonElement rule)
    {
        var path = $"/v1/default/articles/{_page}/block";
        var block = await wire.OnceAsync(path, () => wire.ReadAsync(path, _reader));
        var isListed = block.Json.GetProperty("rules").EnumerateArray().Any(listed => listed.GetProperty("id").GetString() == Id);
        if (Of(rule) == Removed)
        {
            return isListed ? "removed, but still in the block's rules" : null;
        }

        var items = block.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()!).ToList();
        return !isListed ? "not among the block's rules" : rule.GetProperty("kind").GetString() switch
        {
            "pin" => items.ElementAtOrDefault(rule.GetProperty("slot").GetInt32() - 1) == rule.GetProperty("subjectValue").GetString()
                ? null : $"a pin that is not in its slot of {string.Join(' ', items)}",
            "exclude" => items.Contains(rule.GetProperty("subjectValue").GetString()!) ? "excluded, but in the block" : null,
            "lock" => string.Join(' ', items) == Text(rule.GetProperty("items")) ? null : $"a lock of {string.Join(' ', items)}",
            _ => null,
        };
    }
}
