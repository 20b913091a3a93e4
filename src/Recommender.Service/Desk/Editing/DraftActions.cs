using System.Globalization;
using Recommender.Service.Blocks;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Desk.Editing;

/// <summary>What the buttons of a block do to its draft. An action is a verb and what it is done to, such as <c>up:KEY</c>.</summary>
/// <param name="draft">The draft before it.</param>
/// <param name="fields">What stands in the fields of the article that is being looked at.</param>
/// <param name="zone">The site's time zone.</param>
/// <param name="mayWrite">Whether who acts may write rules of a scope.</param>
internal sealed class DraftActions(BlockDraft draft, PickFields fields, TimeZoneInfo zone, Func<RuleScope, bool> mayWrite)
{
    private static readonly string NotYours = "Rules of sections, tags and the whole site are for chief editors.";

    /// <returns>The draft after it, or why it cannot be done.</returns>
    public (BlockDraft Draft, string? Error) Apply(string action)
    {
        var parts = action.Split(':');
        var subject = parts.Length > 1 ? parts[1] : "";
        return (parts[0], parts.Length) switch
        {
            ("pin", 2) => Known(subject, () => Move(subject, PlaceOf(subject) ?? 1)),
            ("up", 2) => Step(subject, -1),
            ("down", 2) => Step(subject, 1),
            ("move", 3) when int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var place) => Known(subject, () => Move(subject, place)),
            ("exclude", 2) => Known(subject, () => Exclude(subject, null)),
            ("drop", 2) => Drop(subject),
            ("lock", 1) => Lock(),
            ("noblock", 1) => draft.OwnOf(RuleKind.NoBlock, null) is null ? Add(Of(RuleKind.NoBlock)) : (draft, null),
            ("pick-pin", 2) => Known(subject, () => WithSchedule(schedule => Pin(subject, schedule))),
            ("pick-exclude", 2) => Known(subject, () => WithSchedule(schedule => Exclude(subject, schedule))),
            ("pick-everywhere", 2) => Known(subject, () => WithSchedule(schedule => Everywhere(subject, schedule))),
            ("pick-weigh", 2) => Known(subject, () => WithSchedule(schedule => Weigh(subject, schedule))),
            ("pick-present", 2) => Known(subject, () => WithSchedule(schedule => Present(subject, schedule))),
            _ => (draft, "There is no such button."),
        };
    }

    private (BlockDraft, string?) Step(string key, int step) => PlaceOf(key) is { } place
        ? Move(key, place + step)
        : (draft, "The article does not stand in the block.");

    // Whatever is pinned keeps the place at which the editor sees it; the model fills the places between.
    private (BlockDraft, string?) Move(string key, int place)
    {
        if (draft.Block.NoBlock is not null)
        {
            return (draft, "The page has no block: take that rule back first.");
        }

        var shown = draft.Block.Items.Select(item => item.Card.Key).Where(other => other != key).ToList();
        shown.Insert(Math.Clamp(place, 1, shown.Count + 1) - 1, key);
        if (draft.OwnLock is { } own)
        {
            return (draft.Change(own, RuleInput.Of(own) with { Items = [.. shown, .. own.Items.Except(shown)] }), null);
        }

        if (draft.Block.Items.Any(item => item.Source == BlockSource.Lock))
        {
            return (draft, "Another rule locks this block: take it back, or lock this block itself.");
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
        if (!int.TryParse(fields.Slot, NumberStyles.None, CultureInfo.InvariantCulture, out var slot) || slot < 1 || slot > BlockOptions.MaxLimit)
        {
            return (draft, $"The place must be a number from 1 to {BlockOptions.MaxLimit}.");
        }

        return schedule is null && slot <= draft.Length ? Move(key, slot) : Add(OfArticle(RuleKind.Pin, key) with { Slot = slot, Schedule = schedule });
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
            next = own.Items.Count == 1 ? next.Remove(own) : next.Change(own, RuleInput.Of(own) with { Items = [.. own.Items.Where(item => item != key)] });
        }

        return schedule is null && draft.OwnOf(RuleKind.Exclude, key) is not null
            ? (next, null)
            : Add(OfArticle(RuleKind.Exclude, key) with { Schedule = schedule }, next);
    }

    private (BlockDraft, string?) Everywhere(string key, RuleSchedule? schedule) => mayWrite(RuleScope.Site)
        ? Add(OfArticle(RuleKind.Exclude, key) with { Scope = RuleScope.Site, ScopeValue = null, Schedule = schedule })
        : (draft, NotYours);

    private (BlockDraft, string?) Weigh(string key, RuleSchedule? schedule)
    {
        if (!double.TryParse(fields.Factor, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor))
        {
            return (draft, "The factor must be a number: 1 to 10 moves up, 0 to 0.9 down.");
        }

        return Replace(OfArticle(RuleKind.Boost, key) with { Factor = factor, Schedule = schedule });
    }

    private (BlockDraft, string?) Present(string key, RuleSchedule? schedule)
    {
        var own = draft.OwnOf(RuleKind.Present, key);
        if (fields is { Title: null, Image: null, Label: null })
        {
            return own is null || schedule is not null ? (draft, "Give a title, an image or a label.") : (draft.Remove(own), null);
        }

        return Replace(OfArticle(RuleKind.Present, key) with { Title = fields.Title, Image = fields.Image, Label = fields.Label, Schedule = schedule });
    }

    private (BlockDraft, string?) Lock() => draft.OwnLock is not null ? (draft, null)
        : draft.Block.Items.Count == 0 ? (draft, "An empty block cannot be locked; say that the page has no block.")
        : Add(Of(RuleKind.Lock) with { Items = [.. draft.Block.Items.Select(item => item.Card.Key)] });

    private (BlockDraft, string?) Drop(string id) => draft.After.Rules.Rules.FirstOrDefault(rule => rule.Id == id) is not { } rule
        ? (draft, "The rule is not there any more.")
        : mayWrite(rule.Scope) ? (draft.Remove(rule), null) : (draft, NotYours);

    // One unscheduled rule of a kind about an article is enough.
    private (BlockDraft, string?) Replace(RuleInput content) =>
        content.Schedule is null && draft.OwnOf(content.Kind!.Value, content.SubjectValue) is { } own
            ? Checked(content, rule => draft.Change(own, rule with { Reason = own.Reason }))
            : Add(content);

    private (BlockDraft, string?) Add(RuleInput content, BlockDraft? to = null) => Checked(content, (to ?? draft).Add);

    private (BlockDraft, string?) Checked(RuleInput content, Func<RuleInput, BlockDraft> change)
    {
        var check = RuleCheck.Of(content, draft.After.Articles, requireReason: false);
        return check.Errors.Count > 0 ? (draft, FieldNames.Sentence(check.Errors)) : (change(check.Rule), null);
    }

    private (BlockDraft, string?) WithSchedule(Func<RuleSchedule?, (BlockDraft, string?)> act)
    {
        var schedule = fields.Schedule(zone, out var error);
        return error is null ? act(schedule) : (draft, error);
    }

    private (BlockDraft, string?) Known(string key, Func<(BlockDraft, string?)> act) =>
        draft.After.Articles.FindByKey(key) >= 0 ? act() : (draft, "The site has no such article.");

    private int? PlaceOf(string key) =>
        draft.Block.Items.Select(item => item.Card.Key).ToList().IndexOf(key) is >= 0 and var at ? at + 1 : null;

    private RuleInput OfArticle(RuleKind kind, string key) => Of(kind) with { Subject = RuleSubject.Article, SubjectValue = key };

    private RuleInput Of(RuleKind kind) => new() { Kind = kind, Scope = RuleScope.Article, ScopeValue = draft.Page.Key };
}
