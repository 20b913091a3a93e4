using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Clicks;

/// <summary>Decides which parts of a beacon count, and adds them to the waiting counts.</summary>
public sealed class BeaconCounting(
    ClickCounts counts, ClientFloods floods, KnownModels models, SiteBlockOptions settings, TimeProvider clock)
{
    /// <summary>Whether the sender's beacons are counted: false for bots, floods and readers who opted out.</summary>
    internal bool Admits(SiteSnapshot snapshot, HttpContext http)
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

    /// <summary>Counts every valid item once: the slot must exist, and the site must know and show both articles.</summary>
    /// <returns>False if the beacon reports more than a page can show.</returns>
    public bool Count(SiteSnapshot snapshot, Beacon beacon)
    {
        if (beacon.Seen is null || beacon.Clicked is null || beacon.Seen.Count > BlockOptions.MaxLimit
            || beacon.Clicked.Count > BlockOptions.MaxLimit)
        {
            return false;
        }

        var visible = VisibleArticles.ToReaders(snapshot.Articles, clock.GetUtcNow());
        if (Standing(visible, beacon.Page) is { } page)
        {
            var head = new ClickKey(snapshot.Site, DayOf(snapshot.Site), page, "", 0, models.Known(snapshot, beacon.Model), default);
            Count(visible, head, beacon.Seen, new ClickCount(1, 0));
            Count(visible, head, beacon.Clicked, new ClickCount(0, 1));
        }

        return true;
    }

    private void Count(VisibleArticles visible, ClickKey head, IReadOnlyList<BeaconItem> items, ClickCount one)
    {
        var slots = 0L;
        foreach (var item in items)
        {
            // A slot holds one article: the first item reported for it counts.
            if (item?.Slot is >= 1 and <= BlockOptions.MaxLimit && (slots & (1L << item.Slot)) == 0
                && Standing(visible, item.Article) is { } article && article != head.Page)
            {
                slots |= 1L << item.Slot;
                counts.Add(head with { Article = article, Slot = item.Slot, Source = item.Source }, one);
            }
        }
    }

    private DateOnly DayOf(string site) => SiteDay.Of(clock.GetUtcNow(), settings.Of(site).TimeZone);

    // The card's own key, not the text that was received: nothing from the request is kept.
    private static string? Standing(VisibleArticles visible, string? key) =>
        key is not null && visible.FindByKey(key) is >= 0 and var card ? visible[card].Key : null;
}
