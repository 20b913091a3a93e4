using System.Data.Common;
using System.Net;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Evidence;
using Recommender.Service.Delivery.Served;

namespace Recommender.Service.Clicks;

/// <summary>Decides which parts of a beacon count, and adds them to the waiting counts and to the evidence.</summary>
internal sealed class BeaconCounting(
    ClickCounts counts, ClientFloods floods, ClientEvidence evidence, ServedPages served, SiteBlockOptions settings, TimeProvider clock)
{
    /// <summary>Whether the sender's beacons are counted: false for bots, floods and readers who opted out.</summary>
    public bool Admits(SiteSnapshot snapshot, HttpContext http)
    {
        var headers = http.Request.Headers;
        // A reader's opt-out is not even counted as dropped.
        if (headers["DNT"] == "1" || headers["Sec-GPC"] == "1")
        {
            return false;
        }

        DropReason? reason = !floods.Admits(http.Connection.RemoteIpAddress) ? DropReason.Flood
            : Bots.Is(headers.UserAgent.ToString()) ? DropReason.Bot : null;
        if (reason is { } why)
        {
            counts.Drop(snapshot.Site, DayOf(snapshot.Site), why);
        }

        return reason is null;
    }

    /// <summary>Counts every item once, if readers may see both articles and a block that went out showed the item like that.</summary>
    /// <param name="client">The sender's address.</param>
    /// <returns>False if the beacon reports more than a page can show.</returns>
    public async ValueTask<bool> CountAsync(SiteSnapshot snapshot, Beacon beacon, IPAddress? client)
    {
        if (beacon.Seen is null || beacon.Clicked is null || beacon.Seen.Count > BlockOptions.MaxLimit
            || beacon.Clicked.Count > BlockOptions.MaxLimit)
        {
            return false;
        }

        var (visible, day) = (VisibleArticles.ToReaders(snapshot.Articles, clock.GetUtcNow()), DayOf(snapshot.Site));
        if (Standing(visible, beacon.Page) is not { } page)
        {
            return true;
        }

        var (seen, clicked) = (Valid(visible, page, beacon.Seen), Valid(visible, page, beacon.Clicked));
        try
        {
            var record = await RecordAsync(new PageName(snapshot.Site, page), beacon.Model, [.. seen, .. clicked]);
            var sender = evidence.ClientOf(day, client);
            Count(snapshot, day, sender, page, Served(snapshot.Site, day, record, seen, beacon.Model), isClick: false);
            Count(snapshot, day, sender, page, Served(snapshot.Site, day, record, clicked, beacon.Model), isClick: true);
        }
        catch (DbException)
        {
            // Health reports a store that cannot be read; a line in the log for each page view would not help.
            counts.Drop(snapshot.Site, day, DropReason.Full);
        }

        return true;
    }

    // A browser that leaves the page cancels its request: what has arrived counts nevertheless.
    private async ValueTask<ServedPage> RecordAsync(PageName name, string? model, List<BeaconItem> items)
    {
        var record = await served.OfAsync(name, isLate: false);
        return items.TrueForAll(item => record.Find(item.Slot, item.Article, item.Source, model) is not null)
            ? record : await served.OfAsync(name, isLate: true);
    }

    private List<CountedItem> Served(string site, DateOnly day, ServedPage record, List<BeaconItem> items, string? model)
    {
        var found = new List<CountedItem>(items.Count);
        foreach (var item in items)
        {
            if (record.Find(item.Slot, item.Article, item.Source, model) is { } known)
            {
                found.Add(new CountedItem(item.Slot, known.Article, known.Source, model is null ? "" : known.Model));
            }
            else
            {
                counts.Drop(site, day, DropReason.Unserved);
            }
        }

        return found;
    }

    private void Count(SiteSnapshot snapshot, DateOnly day, ulong client, string page, List<CountedItem> items, bool isClick)
    {
        var one = isClick ? new ClickCount(0, 1) : new ClickCount(1, 0);
        foreach (var item in items)
        {
            counts.Add(new ClickKey(snapshot.Site, day, page, item.Article, item.Slot, item.Model, item.Source), one, client);
        }

        evidence.Add(snapshot, day, client, page, items, isClick);
    }

    // A slot holds one article: the first item reported for it counts.
    private static List<BeaconItem> Valid(VisibleArticles visible, string page, IReadOnlyList<BeaconItem> items)
    {
        var (slots, valid) = (0L, new List<BeaconItem>(items.Count));
        foreach (var item in items)
        {
            if (item?.Slot is >= 1 and <= BlockOptions.MaxLimit && (slots & (1L << item.Slot)) == 0
                && Standing(visible, item.Article) is { } article && article != page)
            {
                slots |= 1L << item.Slot;
                valid.Add(item);
            }
        }

        return valid;
    }

    private DateOnly DayOf(string site) => SiteDay.Of(clock.GetUtcNow(), settings.Of(site).TimeZone);

    // The card's own key, not the text that was received.
    private static string? Standing(VisibleArticles visible, string? key) =>
        key is not null && visible.FindByKey(key) is >= 0 and var card ? visible[card].Key : null;
}
