using System.Diagnostics;
using Recommender.Service.Blocks;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>Applies the edits of a block's form to its draft.</summary>
/// <param name="draft">The draft before the edit.</param>
/// <param name="fields">The open fields of an article.</param>
/// <param name="zone">The site's time zone.</param>
/// <param name="mayWrite">Whether the user may write rules of a scope.</param>
internal sealed class DraftActions(BlockDraft draft, PickFields fields, TimeZoneInfo zone, Func<RuleScope, bool> mayWrite)
{
    /// <returns>The draft after the edit, or why it is not possible.</returns>
    public (BlockDraft Draft, string? Error) Apply(DraftAction.Edit edit) => edit switch
    {
        DraftAction.Pin pin => Known(pin.Article, () => Move(pin.Article, PlaceOf(pin.Article) ?? 1)),
        DraftAction.MoveUp up => Step(up.Article, -1),
        DraftAction.MoveDown down => Step(down.Article, 1),
        DraftAction.Move move => Known(move.Article, () => Move(move.Article, move.Place)),
        DraftAction.Exclude exclude => Known(exclude.Article, () => Exclude(exclude.Article, null)),
        DraftAction.Remove remove => Remove(remove.Rule),
        DraftAction.Lock => Lock(),
        DraftAction.NoBlock => draft.OwnOf<NoBlockRule>() is null ? Add(Of(RuleKind.NoBlock)) : (draft, null),
        DraftAction.OfPick pick => Known(pick.Article, () => Apply(pick)),
        _ => throw new UnreachableException(),
    };

    private (BlockDraft, string?) Apply(DraftAction.OfPick edit)
    {
        var schedule = fields.Schedule(zone, out var error);
        return error is not null ? (draft, error) : edit switch
        {
            DraftAction.PinPick => Pin(edit.Article, schedule),
            DraftAction.ExcludePick => Exclude(edit.Article, schedule),
            DraftAction.ExcludeEverywhere => ExcludeEverywhere(edit.Article, schedule),
            DraftAction.WeighPick => Weigh(edit.Article, schedule),
            DraftAction.PresentPick => Present(edit.Article, schedule),
            _ => throw new UnreachableException(),
        };
    }

    private (BlockDraft, string?) Step(string key, int step) => PlaceOf(key) is { } place
        ? Move(key, place + step)
        : (draft, "The article is not in the block.");

    // Every pinned article keeps the place at which the editor sees it; the model fills the other places.
    private (BlockDraft, string?) Move(string key, int place)
    {
        if (draft.Block.NoBlock is not null)
        {
            return (draft, "The page has no block: remove that rule first.");
        }

        var shown = draft.Block.Items.Select(item => item.Card.Key).Where(other => other != key).ToList();
        shown.Insert(Math.Clamp(place, 1, shown.Count + 1) - 1, key);
        if (draft.OwnLock is { } own)
        {
            return (draft.Change(own, RuleInput.Of(own) with { Items = [.. shown, .. own.Items.Except(shown)] }), null);
        }

        if (draft.Block.Items.Any(item => item.Source == BlockSource.Lock))
        {
            return (draft, "Another rule locks this block: remove it, or lock this block itself.");
        }

        var next = draft;
        for (var i = 0; i < shown.Count; i++)
        {
            var pin = draft.PinOf(shown[i]);
            if (pin is not null && pin.Slot != i + 1)
            {
                next = next.Change(pin, RuleInput.Of(pin) with { Slot = i + 1 });
            }
            else if (pin is null && shown[i] == key)
            {
                next = next.Add(OfArticle(RuleKind.Pin, key) with { Slot = i + 1 });
            }
        }

        return (next, null);
    }

    private (BlockDraft, string?) Pin(string key, RuleSchedule? schedule)
    {
        if (FormTexts.Whole(fields.Slot) is not { } slot || slot is < 1 or > PinRule.MaxSlot)
        {
            return (draft, $"The place must be a number from 1 to {PinRule.MaxSlot}.");
        }

        if (slot > draft.Length)
        {
            return (draft, $"The block has {(draft.Length == 1 ? "1 place" : $"{draft.Length} places")}: readers would not see a pin at "
                + $"place {slot}.");
        }

        return schedule is null
            ? Move(key, slot)
            : Add(OfArticle(RuleKind.Pin, key) with { Slot = slot, Schedule = schedule });
    }

    private (BlockDraft, string?) Exclude(string key, RuleSchedule? schedule)
    {
        var next = draft;
        if (schedule is null && draft.PinOf(key) is { } pin)
        {
            next = next.Remove(pin);
        }

        if (schedule is null && draft.OwnLock is { } own && own.Items.Contains(key))
        {
            next = own.Items.Count == 1
                ? next.Remove(own)
                : next.Change(own, RuleInput.Of(own) with { Items = [.. own.Items.Where(item => item != key)] });
        }

        return schedule is null && draft.OwnOf<ExcludeRule>(key) is not null
            ? (next, null)
            : Add(OfArticle(RuleKind.Exclude, key) with { Schedule = schedule }, next);
    }

    private (BlockDraft, string?) ExcludeEverywhere(string key, RuleSchedule? schedule) => mayWrite(RuleScope.Site)
        ? Add(OfArticle(RuleKind.Exclude, key) with { Scope = RuleScope.Site, ScopeValue = null, Schedule = schedule })
        : (draft, RulePolicy.ForChiefEditors);

    private (BlockDraft, string?) Weigh(string key, RuleSchedule? schedule) => FormTexts.Number(fields.Factor) is { } factor
        ? Replace(draft.OwnOf<BoostRule>(key), OfArticle(RuleKind.Boost, key) with { Factor = factor, Schedule = schedule })
        : (draft, "The factor must be a number: 1 to 10 moves up, 0 to 0.9 down.");

    private (BlockDraft, string?) Present(string key, RuleSchedule? schedule)
    {
        var own = draft.OwnOf<PresentationRule>(key);
        if (fields is { Title: null, Image: null, Label: null })
        {
            return own is null || schedule is not null ? (draft, "Give a title, an image or a label.") : (draft.Remove(own), null);
        }

        return Replace(own, OfArticle(RuleKind.Present, key) with
        {
            Title = fields.Title, Image = fields.Image, Label = fields.Label, Schedule = schedule,
        });
    }

    private (BlockDraft, string?) Lock() => draft.OwnLock is not null ? (draft, null)
        : draft.Block.Items.Count == 0 ? (draft, "An empty block cannot be locked; choose no block on this page instead.")
        : Add(Of(RuleKind.Lock) with { Items = [.. draft.Block.Items.Select(item => item.Card.Key)] });

    private (BlockDraft, string?) Remove(string id) => draft.After.Rules.Rules.FirstOrDefault(rule => rule.Id == id) is not { } rule
        ? (draft, "The rule no longer exists.")
        : mayWrite(rule.Scope) ? (draft.Remove(rule), null) : (draft, RulePolicy.ForChiefEditors);

    // One rule of a kind about an article is enough, without schedules.
    private (BlockDraft, string?) Replace(Rule? own, RuleInput content) => content.Schedule is null && own is not null
        ? Checked(content, rule => draft.Change(own, rule with { Reason = own.Reason }))
        : Add(content);

    private (BlockDraft, string?) Add(RuleInput content, BlockDraft? to = null) => Checked(content, (to ?? draft).Add);

    private (BlockDraft, string?) Checked(RuleInput content, Func<RuleInput, BlockDraft> change)
    {
        var check = RuleCheck.Of(content, draft.After.Articles, requireReason: false);
        return check.Errors.Count > 0 ? (draft, FieldNames.Sentence(check.Errors)) : (change(check.Rule), null);
    }

    private (BlockDraft, string?) Known(string key, Func<(BlockDraft, string?)> act) =>
        draft.After.Articles.FindByKey(key) >= 0 ? act() : (draft, "The site has no such article.");

    private int? PlaceOf(string key) =>
        draft.Block.Items.Select(item => item.Card.Key).ToList().IndexOf(key) is >= 0 and var at ? at + 1 : null;

    private RuleInput OfArticle(RuleKind kind, string key) => Of(kind) with { Subject = RuleSubject.Article, SubjectValue = key };

    private RuleInput Of(RuleKind kind) => new() { Kind = kind, Scope = RuleScope.Article, ScopeValue = draft.Page.Key };
}
