using Recommender.Engine;
using Recommender.Engine.Models;
using Recommender.Service.Blocks.Snapshots;

namespace Recommender.Service.Blocks.Changes;

/// <summary>The changes of a model's lists between two snapshots, by card.</summary>
internal sealed class ChangedLists
{
    public static readonly ChangedLists None = new();

    /// <summary>True if the lists belong to another model, so nothing can be compared.</summary>
    public bool AreOthers { get; private init; }

    /// <summary>Cards whose list, or whose outgoing links, changed.</summary>
    public HashSet<int> Pages { get; } = [];

    /// <summary>Cards whose list starts with other articles; the first entries determine running stories.</summary>
    public HashSet<int> Near { get; } = [];

    /// <summary>Cards whose near-duplicate group may have changed.</summary>
    public HashSet<int> Stories { get; } = [];

    /// <summary>The reverse index of the current lists; null if there is none.</summary>
    public ListedIn? Now { get; private set; }

    public static ChangedLists Between(SiteSnapshot? before, SiteSnapshot now)
    {
        if (before is null || before.LiveVersion != now.LiveVersion
            || before.Model?.Version != now.Model?.Version || before.Lineage != now.Lineage)
        {
            return new ChangedLists { AreOthers = true };
        }

        var changed = new ChangedLists();
        if (now.Model is { Lists: var lists })
        {
            changed.Compare(before, now, before.Model!.Lists, lists);
        }

        return changed;
    }

    private void Compare(SiteSnapshot before, SiteSnapshot now, RelatedLists old, RelatedLists lists)
    {
        // A list without a card was not tracked.
        var hasGrown = Enumerable.Range(before.Articles.Count, now.Articles.Count - before.Articles.Count)
            .Any(card => now.DocumentOf(card) >= 0);
        if (ReferenceEquals(old, lists))
        {
            // The reverse index is built on demand: most sites never receive pushes.
            Now = hasGrown || before.Listed is null
                ? ReferenceEquals(before.Articles, now.Articles) ? null : ListedIn.Of(lists) : before.Listed;
            return;
        }

        // Documents folded in before the model was unloaded and loaded again have other numbers now.
        var common = Common(old.Ids, lists.Ids);
        for (var card = 0; card < now.Articles.Count; card++)
        {
            var (was, document) = (before.DocumentOf(card), now.DocumentOf(card));
            if (was >= 0 && document == was && document < common && common == old.Ids.Count && old[was] == lists[document]
                && old.Links(was) == lists.Links(document) && old.DuplicateGroup(was) == lists.DuplicateGroup(document))
            {
                continue;
            }

            if (was >= 0 || document >= 0)
            {
                Compare(before, now, card, was, document, common);
            }
        }

        Now = common == old.Ids.Count && !hasGrown && before.Listed is { } listed
            ? listed.With(lists, Pages.Select(now.DocumentOf).Where(document => document >= 0))
            : ListedIn.Of(lists);
    }

    private void Compare(SiteSnapshot before, SiteSnapshot now, int card, int was, int document, int common)
    {
        if (was < 0 || document != was || document >= common
            || before.Model!.Lists.DuplicateGroup(was) != now.Model!.Lists.DuplicateGroup(document))
        {
            Stories.Add(card);
            Pages.Add(card);
            return;
        }

        var old = before.Model.Lists[was];
        var list = now.Model.Lists[document];
        var (oldNear, near) = (Diversity.NearestOf(old.Length), Diversity.NearestOf(list.Length));
        if (!Same(before, now, old, list) || !before.Model.Lists.Links(was).SequenceEqual(now.Model.Lists.Links(document)))
        {
            Pages.Add(card);
        }

        if (!Same(before, now, old[..oldNear], list[..near]))
        {
            Near.Add(card);
        }
    }

    private static bool Same(SiteSnapshot before, SiteSnapshot now, ReadOnlySpan<RelatedEntry> old, ReadOnlySpan<RelatedEntry> list)
    {
        if (old.Length != list.Length)
        {
            return false;
        }

        for (var i = 0; i < old.Length; i++)
        {
            if (before.CardOfDocument[old[i].Index] != now.CardOfDocument[list[i].Index] || old[i].Score != list[i].Score)
            {
                return false;
            }
        }

        return true;
    }

    private static int Common(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        var common = 0;
        while (common < old.Count && common < now.Count && old[common] == now[common])
        {
            common++;
        }

        return common;
    }
}
