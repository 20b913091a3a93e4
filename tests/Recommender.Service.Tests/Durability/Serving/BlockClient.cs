using System.Globalization;
using System.Text.Json;
using Recommender.Service.Articles;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>A program that sets the pins and exclusions of a block in one step. The block's state is all of them.</summary>
internal sealed class BlockClient : KillClient
{
    private readonly string _key;
    private readonly (string Key, Entry Entry)[] _blocks;

    public BlockClient(Ledger ledger, string key, IEnumerable<string> pages, int seed)
        : base(ledger, seed)
    {
        _key = key;
        _blocks = [.. pages.Select(page => (ArticleKey.Of(page), ledger.Add(
            $"block of {page}", "", (wire, _) => LookAsync(wire, ArticleKey.Of(page)))))];
    }

    protected override async Task StepAsync(Wire wire)
    {
        var (page, entry) = Any(_blocks);
        var pins = Enumerable.Range(1, Random.Next(4))
            .Select(slot => new { article = RulePlace.Key((4 * Random.Next(12)) + slot - 1), slot }).ToList();
        var excluded = Enumerable.Range(0, Random.Next(3)).Select(i => RulePlace.Key((4 * ((6 * i) + Random.Next(6))) + 3)).ToList();
        var becomes = StateOf(pins.Select(pin => (pin.slot, pin.article)), excluded);
        await Ledger.TryAsync(
            wire, Requests.With(_key, HttpMethod.Put, $"/v1/default/articles/{page}/block", new { pins, excluded }, "*"),
            new EntryChange(entry, becomes));
    }

    private static string StateOf(IEnumerable<(int Slot, string Article)> pins, IEnumerable<string> excluded) => string.Join(
        ' ', pins.Order().Select(pin => string.Create(CultureInfo.InvariantCulture, $"{pin.Slot}:{pin.Article}"))
            .Concat(excluded.Order(StringComparer.Ordinal).Select(article => $"-{article}")));

    private async Task<string> LookAsync(Wire wire, string page)
    {
        var block = (await wire.ReadAsync($"/v1/default/articles/{page}/block", _key)).Json;
        var rules = block.GetProperty("rules").EnumerateArray().ToLookup(rule => rule.GetProperty("kind").GetString());
        var pins = rules["pin"].Select(pin => (Slot: pin.GetProperty("slot").GetInt32(), Article: Subject(pin))).ToList();
        var items = block.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("key").GetString()).ToList();
        return pins.Exists(pin => items.ElementAtOrDefault(pin.Slot - 1) != pin.Article)
            ? $"a block without its pins: {string.Join(' ', items)}"
            : StateOf(pins, rules["exclude"].Select(Subject));
    }

    private static string Subject(JsonElement rule) => rule.GetProperty("subjectValue").GetString()!;
}
