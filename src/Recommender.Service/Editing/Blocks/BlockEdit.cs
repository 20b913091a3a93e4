using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Blocks;

/// <summary>
/// The changes after which one article's block has the pins, exclusions and lock that an editor sent. Rules that already match are not
/// changed, nor are rules whose schedule has not begun or is over: the editor does not see them in the block.
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
            var own = snapshot.Rules.Rules
                .Where(rule => rule.Scope == RuleScope.Article && rule.ScopeValue == page && edit.IsDue(rule)).ToList();
            edit.SetPins([.. own.OfType<PinRule>()]);
            edit.SetExcluded([.. own.OfType<ExcludeRule>().Where(rule => rule.Excluded.Subject == RuleSubject.Article)]);
            edit.SetLock([.. own.OfType<LockRule>()]);
        }

        return (edit._edits, edit._errors.All);
    }

    /// <summary>The snapshot as it would be after some changes, which are not written.</summary>
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
            _errors.Add(pins.Count > BlockOptions.MaxLimit ? "pins" : "excluded", "contains too many");
        }

        if (pins.Any(pin => pin is null) || excluded.Any(key => key is null) || _wanted.Lock?.Any(key => key is null) == true)
        {
            _errors.Add("pins", "excluded and lock must not contain null");
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
            _errors.Add("excluded", "names an article that is also pinned");
        }
    }

    private void SetPins(List<PinRule> own)
    {
        for (var i = 0; i < _wanted.Pins!.Count; i++)
        {
            var pin = _wanted.Pins[i];
            var has = Take(own, rule => rule.Article == pin.Article, rule => rule.Slot == pin.Slot);
            if (has is null)
            {
                Create($"pins[{i}]", new RuleInput
                {
                    Kind = RuleKind.Pin, Scope = RuleScope.Article, ScopeValue = _page, Subject = RuleSubject.Article,
                    SubjectValue = pin.Article, Slot = pin.Slot,
                });
            }
            else if (has.Slot != pin.Slot)
            {
                Change($"pins[{i}]", has, RuleInput.Of(has) with { Slot = pin.Slot });
            }
        }

        Remove(own);
    }

    private void SetExcluded(List<ExcludeRule> own)
    {
        var keys = _wanted.Excluded!.Distinct(StringComparer.Ordinal).ToList();
        for (var i = 0; i < keys.Count; i++)
        {
            if (Take(own, rule => rule.Excluded.Value == keys[i], _ => true) is null)
            {
                Create($"excluded[{i}]", new RuleInput
                {
                    Kind = RuleKind.Exclude, Scope = RuleScope.Article, ScopeValue = _page, Subject = RuleSubject.Article,
                    SubjectValue = keys[i],
                });
            }
        }

        Remove(own);
    }

    private void SetLock(List<LockRule> own)
    {
        if (_wanted.Lock is { } items)
        {
            var has = Take(own, _ => true, rule => rule.Items.SequenceEqual(items));
            if (has is null)
            {
                Create("lock", new RuleInput
                {
                    Kind = RuleKind.Lock, Scope = RuleScope.Article, ScopeValue = _page, Items = items,
                });
            }
            else if (!has.Items.SequenceEqual(items))
            {
                Change("lock", has, RuleInput.Of(has) with { Items = items });
            }
        }

        Remove(own);
    }

    // Takes a rule that can be used out of the list, preferably one that needs no change.
    private static T? Take<T>(List<T> own, Func<T, bool> does, Func<T, bool> isAsWanted)
        where T : Rule
    {
        var taken = own.Where(does).OrderByDescending(isAsWanted).FirstOrDefault();
        if (taken is not null)
        {
            own.Remove(taken);
        }

        return taken;
    }

    private void Remove(IEnumerable<Rule> own) => _edits.AddRange(own.Select(rule => RuleEdit.Remove(rule, _wanted.Reason)));

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

    private void Create(string field, RuleInput content) =>
        Add(field, content with { Reason = _wanted.Reason }, static content => RuleEdit.Create(content));

    private void Change(string field, Rule has, RuleInput content) =>
        Add(field, content with { Reason = _wanted.Reason ?? has.Reason }, content => RuleEdit.Change(has, content));

    private void Add(string field, RuleInput content, Func<RuleInput, RuleEdit> edit)
    {
        var check = RuleCheck.Of(content, _articles, _requireReason);
        foreach (var (name, messages) in check.Errors)
        {
            var isReason = name == "reason";
            _errors.Add(isReason ? name : field, isReason ? messages[0]["reason ".Length..] : $"cannot be: {messages[0]}");
        }

        if (check.Errors.Count == 0)
        {
            _edits.Add(edit(check.Rule));
        }
    }
}
