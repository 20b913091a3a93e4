using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Blocks;

/// <summary>
/// The changes that make the pins, exclusions and lock of one article's block what an editor sent. What the block has already is left as it
/// is. A rule whose schedule has not begun, or is over, is left alone, too: who looks at the block does not
/// see it.
/// </summary>
internal sealed class BlockEdit
{
    private readonly string _page;
    private readonly BlockInput _wanted;
    private readonly ArticleIndex _articles;
    private readonly DateTimeOffset _now;
    private readonly bool _requireReason;
    private readonly FieldErrors _errors = new();
    private readonly List<RuleEdit> _edits = [];

    private BlockEdit(SiteSnapshot snapshot, string page, BlockInput wanted, bool requireReason, DateTimeOffset now) =>
        (_articles, _page, _wanted, _requireReason, _now) = (snapshot.Articles, page, Tidy(wanted), requireReason, now);

    /// <returns>The changes, or what is wrong with what was sent, by field.</returns>
    public static (IReadOnlyList<RuleEdit> Edits, IReadOnlyDictionary<string, string[]> Errors) Plan(
        SiteSnapshot snapshot, string page, BlockInput wanted, bool requireReason, DateTimeOffset now)
    {
        var edit = new BlockEdit(snapshot, page, wanted, requireReason, now);
        edit.CheckWhole();
        if (edit._errors.All.Count == 0)
        {
            var own = snapshot.Rules.Rules.Where(rule => rule.Scope == RuleScope.Article && rule.ScopeValue == page && edit.IsDue(rule)).ToList();
            edit.SetPins([.. own.Where(rule => rule.Kind == RuleKind.Pin)]);
            edit.SetExcluded([.. own.Where(rule => rule is { Kind: RuleKind.Exclude, Subject: RuleSubject.Article })]);
            edit.SetLock([.. own.Where(rule => rule.Kind == RuleKind.Lock)]);
        }

        return (edit._edits, edit._errors.All);
    }

    /// <summary>The snapshot as it would be after changes, which are not made.</summary>
    public static SiteSnapshot Preview(SiteSnapshot snapshot, IReadOnlyList<RuleEdit> edits, string who, DateTimeOffset now)
    {
        var known = snapshot.Rules.Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var changed = edits.Select(edit => edit.Content.ToRule(known.GetValueOrDefault(edit.Id), edit.Id, edit.Removes, who, now));
        return snapshot.WithRules(snapshot.Rules.With(new ChangedRules(snapshot.Rules.Revision, [.. changed])));
    }

    private void CheckWhole()
    {
        if (_wanted.Pins is null)
        {
            _errors.Add("pins", "is missing: [] for none");
        }

        if (_wanted.Excluded is null)
        {
            _errors.Add("excluded", "is missing: [] for none");
        }

        if (_wanted is not { Pins: { } pins, Excluded: { } excluded })
        {
            return;
        }

        if (pins.Count > BlockOptions.MaxLimit || excluded.Count > 1000)
        {
            _errors.Add(pins.Count > BlockOptions.MaxLimit ? "pins" : "excluded", "holds too many");
        }

        if (pins.Any(pin => pin is null) || excluded.Any(key => key is null) || _wanted.Lock?.Any(key => key is null) == true)
        {
            _errors.Add("pins", "excluded and lock must not hold null");
            return;
        }

        if (pins.DistinctBy(pin => pin.Slot).Count() < pins.Count)
        {
            _errors.Add("pins", "names a slot twice");
        }

        if (pins.DistinctBy(pin => pin.Article).Count() < pins.Count)
        {
            _errors.Add("pins", "names an article twice");
        }

        if (pins.Any(pin => excluded.Contains(pin.Article)))
        {
            _errors.Add("excluded", "names an article that is pinned, too");
        }
    }

    private void SetPins(List<Rule> own)
    {
        for (var i = 0; i < _wanted.Pins!.Count; i++)
        {
            var pin = _wanted.Pins[i];
            var has = Take(own, rule => rule.SubjectValue == pin.Article, rule => rule.Slot == pin.Slot);
            if (has is null)
            {
                Add($"pins[{i}]", RuleEdit.Create, new RuleInput
                {
                    Kind = RuleKind.Pin, Scope = RuleScope.Article, ScopeValue = _page, Subject = RuleSubject.Article,
                    SubjectValue = pin.Article, Slot = pin.Slot, Reason = _wanted.Reason,
                });
            }
            else if (has.Slot != pin.Slot)
            {
                Add($"pins[{i}]", (content, _) => RuleEdit.Change(has, content), RuleInput.Of(has) with { Slot = pin.Slot, Reason = _wanted.Reason ?? has.Reason });
            }
        }

        Remove(own);
    }

    private void SetExcluded(List<Rule> own)
    {
        var keys = _wanted.Excluded!.Distinct(StringComparer.Ordinal).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            if (Take(own, rule => rule.SubjectValue == keys[i], _ => true) is null)
            {
                Add($"excluded[{i}]", RuleEdit.Create, new RuleInput
                {
                    Kind = RuleKind.Exclude, Scope = RuleScope.Article, ScopeValue = _page, Subject = RuleSubject.Article,
                    SubjectValue = keys[i], Reason = _wanted.Reason,
                });
            }
        }

        Remove(own);
    }

    private void SetLock(List<Rule> own)
    {
        if (_wanted.Lock is { } items)
        {
            var has = Take(own, _ => true, rule => rule.Items.SequenceEqual(items));
            if (has is null)
            {
                Add("lock", RuleEdit.Create, new RuleInput
                {
                    Kind = RuleKind.Lock, Scope = RuleScope.Article, ScopeValue = _page, Items = items, Reason = _wanted.Reason,
                });
            }
            else if (!has.Items.SequenceEqual(items))
            {
                Add("lock", (content, _) => RuleEdit.Change(has, content), RuleInput.Of(has) with { Items = items, Reason = _wanted.Reason ?? has.Reason });
            }
        }

        Remove(own);
    }

    // Takes out of the list what will do, what needs no change before what does.
    private static Rule? Take(List<Rule> own, Func<Rule, bool> does, Func<Rule, bool> isAsWanted)
    {
        var taken = own.Where(does).OrderByDescending(isAsWanted).FirstOrDefault();
        if (taken is not null)
        {
            own.Remove(taken);
        }

        return taken;
    }

    private void Remove(List<Rule> own) => _edits.AddRange(own.Select(rule => RuleEdit.Remove(rule, _wanted.Reason)));

    private bool IsDue(Rule rule) => !(rule.Schedule?.Starts > _now) && !(rule.Schedule?.Ends <= _now);

    // Keys have one spelling.
    private static BlockInput Tidy(BlockInput wanted) => wanted with
    {
        Pins = wanted.Pins?.Select(pin => pin is null ? null! : pin with { Article = Key(pin.Article) }).ToList(),
        Excluded = wanted.Excluded?.Select(key => Key(key)!).ToList(),
        Lock = wanted.Lock?.Select(key => Key(key)!).ToList(),
        Reason = string.IsNullOrWhiteSpace(wanted.Reason) ? null : wanted.Reason.Trim(),
    };

    private static string? Key(string? key) => key?.Trim().ToLowerInvariant();

    private void Add(string field, Func<RuleInput, string?, RuleEdit> edit, RuleInput content)
    {
        var check = RuleCheck.Of(content, _articles, _requireReason);
        foreach (var (name, messages) in check.Errors)
        {
            _errors.Add(name == "reason" ? name : field, name == "reason" ? messages[0]["reason ".Length..] : $"cannot be: {messages[0]}");
        }

        if (check.Errors.Count == 0)
        {
            _edits.Add(edit(check.Rule, null));
        }
    }
}
