using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks;
using Recommender.Service.Storage;

namespace Recommender.Service.Tests.Clicks;

/// <summary>A block as a page received it, and what pages report of it.</summary>
internal sealed record ShownBlock(string Page, string? Model, IReadOnlyList<BeaconItem> Items)
{
    /// <summary>Requests the block of a page, given by its source id.</summary>
    public static async Task<ShownBlock> OfAsync(RunningService service, string page, string query = "&fallback=true") =>
        Of(await service.GetJsonAsync($"/v1/default/related?id={page}{query}"));

    /// <summary>Reads the block of an answer.</summary>
    public static ShownBlock Of(JsonElement block) => new(
        block.GetProperty("article").GetProperty("key").GetString()!, block.GetProperty("model").GetString(),
        [
            .. block.GetProperty("items").EnumerateArray().Select((item, i) => new BeaconItem
            {
                Slot = i + 1, Article = item.GetProperty("key").GetString()!,
                Source = EnumWords.Read<BlockSource>(item.GetProperty("source").GetString()!),
            }),
        ]);

    /// <summary>All items were seen, and these slots were clicked.</summary>
    public Beacon Seen(params int[] clicked) => new()
    {
        Page = Page, Model = Model, Seen = Items, Clicked = [.. clicked.Select(slot => Items[slot - 1])],
    };

    /// <summary>Reports to the running service what a client's page saw, like the endpoint but without a connection for each.</summary>
    /// <returns>False if the client is not counted.</returns>
    public static async Task<bool> ReportAsync(RunningService service, IPAddress client, Beacon beacon)
    {
        var (counting, snapshot) = (service.Get<BeaconCounting>(), service.Get<SiteSnapshots>().Find("default")!);
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = client;
        http.Request.Headers.UserAgent = Counting.Firefox;
        return counting.Admits(snapshot, http) && await counting.CountAsync(snapshot, beacon, client);
    }

}
