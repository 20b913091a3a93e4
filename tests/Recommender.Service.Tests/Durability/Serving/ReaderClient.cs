using System.Globalization;
using System.Text;
using System.Text.Json;
using Recommender.Service.Tests.Clicks;

namespace Recommender.Service.Tests.Durability.Serving;

/// <summary>
/// Readers who open pages, see blocks and click. They report items that nobody withdraws, so that everything reported counts.
/// </summary>
internal sealed class ReaderClient(Ledger ledger, BeaconTally tally, IReadOnlyList<string> pages, int seed) : KillClient(ledger, seed)
{
    private static readonly HashSet<string> Lasting = [.. Enumerable.Range(0, RulePlace.Articles).Select(RulePlace.Key)];

    protected override async Task StepAsync(Wire wire)
    {
        using var get = new HttpRequestMessage(
            HttpMethod.Get, $"/v1/default/related?id={Any(pages)}&limit={4 + Random.Next(5)}&fallback=true");
        if (await wire.SendAsync(get, changes: false) is not { IsDone: true } block)
        {
            return;
        }

        var shown = block.Json;
        var (page, model) = (shown.GetProperty("article").GetProperty("key").GetString()!, shown.GetProperty("model").GetString());
        var items = shown.GetProperty("items").EnumerateArray().Select((item, i) => new
        {
            slot = i + 1, article = item.GetProperty("key").GetString()!, source = item.GetProperty("source").GetString()!,
        }).Where(item => Lasting.Contains(item.article)).ToList();
        for (var beacons = 1 + Random.Next(4); beacons > 0 && items.Count > 0 && !wire.IsOver; beacons--)
        {
            var clicked = items.Where(_ => Random.Next(6) == 0).ToList();
            await SendAsync(
                wire, JsonSerializer.Serialize(new { page, model, seen = items, clicked }),
                [
                    .. items.Select(item => NameOf("seen", page, item.slot, item.article)),
                    .. clicked.Select(item => NameOf("clicked", page, item.slot, item.article)),
                ]);
        }

        // Otherwise readers would leave the others no time on a small machine.
        await Task.Delay(Random.Next(40));
    }

    /// <summary>Names a sum.</summary>
    public static string NameOf(string what, string page, int slot, string article) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {page} {slot} {article}");

    private async Task SendAsync(Wire wire, string beacon, IReadOnlyList<string> counts)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Counting.SeenPath)
        {
            Content = new StringContent(beacon, Encoding.UTF8, "text/plain"),
        };
        request.Headers.TryAddWithoutValidation("User-Agent", Counting.Firefox);
        request.Headers.Add("X-Forwarded-For", Visitor.AddressOf(1_000_000 + Random.Next(5000)));
        tally.Send(counts);
        if (await wire.SendAsync(request, changes: false) is { } reply)
        {
            tally.Answered(counts, reply.IsDone);
            if (!reply.IsDone)
            {
                wire.Wrong.Enqueue($"a beacon: {reply}");
            }
        }
    }
}
