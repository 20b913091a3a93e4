using Recommender.Service.Blocks.Rules;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Rules;

namespace Recommender.Service.Blocks;

/// <summary>The articles that pins and locks put into a block, if they may be shown.</summary>
internal sealed class EditorPicks(
    SiteSnapshot snapshot, BlockRequest request, BlockFilter filter,
    PageRules rules, ChosenArticles taken, DateTime now, List<LeftOut>? leftOut)
{
    /// <summary>
    /// The articles of a lock, in order and each once. Two articles with the same story may both appear, because an editor listed them.
    /// </summary>
    public IEnumerable<int> Locked(CompiledLock locked)
    {
        foreach (var card in locked.Cards)
        {
            if (MayAppear(card, locked.Rule))
            {
                if (taken.TakeAlone(card))
                {
                    yield return card;
                }
                else
                {
                    LeaveOut(card, IsShown(card) ? LeftOutReason.Shown : LeftOutReason.Duplicate, locked.Rule, null);
                }
            }
        }
    }

    /// <summary>The effective pins with their slots, in slot order.</summary>
    public List<PlacedPin> Pinned()
    {
        var wanted = rules.Pins(request.Limit);
        if (wanted.Count == 0)
        {
            return [];
        }

        var placed = new List<CompiledPin>(wanted.Count);
        foreach (var pin in wanted)
        {
            if (!MayAppear(pin.Card, pin.Rule))
            {
                continue;
            }

            if (taken.Take(pin.Card))
            {
                placed.Add(pin);
            }
            else
            {
                var other = placed.Find(other => snapshot.IsSameStory(other.Card, pin.Card));
                LeaveOut(pin.Card, other is null ? LeftOutReason.Shown : LeftOutReason.Duplicate, pin.Rule, other?.Rule);
            }
        }

        return PinPlaces.Assign(placed, request.Limit, pin => LeaveOut(pin.Card, LeftOutReason.NoSlot, pin.Rule, null));
    }

    private bool MayAppear(int card, Rule wantedBy)
    {
        var article = snapshot.Articles[card];
        if (!article.IsVisibleAt(now))
        {
            LeaveOut(card, LeftOutReason.NotPublic, wantedBy, null);
            return false;
        }

        if (rules.ExcludedBy(card, filter.AgeOf(card)) is { } excluding)
        {
            LeaveOut(card, LeftOutReason.Excluded, wantedBy, excluding);
            return false;
        }

        if (!filter.MatchesRequest(card))
        {
            LeaveOut(card, LeftOutReason.NotRequested, wantedBy, null);
            return false;
        }

        return true;
    }

    private bool IsShown(int card) => card == request.Article || request.Excluded.Contains(card);

    private void LeaveOut(int card, LeftOutReason reason, Rule wantedBy, Rule? by) =>
        leftOut?.Add(new LeftOut(snapshot.Articles[card], reason, by, wantedBy));
}
