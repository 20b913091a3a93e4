using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing.Checking;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing.Exchange;

/// <summary>Finds the changes that the lines of a file make.</summary>
internal static class RuleImport
{
    private const int MaxNotes = 1000;

    /// <param name="lines">The file.</param>
    /// <param name="known">The site's rules with ids of the file, removed ones included.</param>
    /// <param name="articles">The site's articles.</param>
    /// <param name="requireReason">Whether each needs a reason.</param>
    public static (IReadOnlyList<RuleEdit> Edits, RuleImportReport Report) Plan(
        IReadOnlyList<RuleLine> lines, FoundRules known, ArticleIndex articles, bool requireReason)
    {
        var (edits, errors, warnings) = (new List<RuleEdit>(lines.Count), new List<RuleImportNote>(), new List<RuleImportNote>());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var unchanged = 0;
        foreach (var line in lines)
        {
            if (WhyNot(line, seen, known) is { } error)
            {
                Note(errors, line, [error]);
                continue;
            }

            var check = RuleCheck.Of(WithKeys(line.Rule!, articles), articles, requireReason);
            Note(errors, line, check.Errors.Values.Select(messages => messages[0]));
            Note(warnings, line, check.Warnings);
            if (check.Errors.Count > 0)
            {
                continue;
            }

            if (EditOf(line, check.Rule, known.Rules) is { } edit)
            {
                edits.Add(edit);
            }
            else
            {
                unchanged++;
            }
        }

        return (edits, new RuleImportReport
        {
            DryRun = true, Unchanged = unchanged,
            Created = edits.Count(edit => edit.Action == RuleAction.Created),
            Changed = edits.Count(edit => edit.Action != RuleAction.Created),
            Errors = errors, Warnings = warnings,
        });
    }

    // No more are kept than are reported: each line of a long file may have several.
    private static void Note(List<RuleImportNote> notes, RuleLine line, IEnumerable<string> messages) =>
        notes.AddRange(messages.Take(MaxNotes - notes.Count).Select(message => new RuleImportNote(line.Number, message)));

    private static string? WhyNot(RuleLine line, HashSet<string> seen, FoundRules known) => line switch
    {
        { Error: { } error } => error,
        { Id: { } id } when !ArticleKey.IsKey(id) => "id must be 12 letters and digits, as in an export; leave it out for a new rule",
        { Id: { } id } when !seen.Add(id) => "id appears twice in the file",
        { Id: { } id } when known.Unreadable.GetValueOrDefault(id) is { } unreadable =>
            $"the site has a rule of this id that this program cannot read ({unreadable.Problem}); it stays as it is",
        _ => null,
    };

    // Files may name articles by their addresses.
    private static RuleInput WithKeys(RuleInput rule, ArticleIndex articles) => rule with
    {
        ScopeValue = rule.Scope == RuleScope.Article ? KeyOf(rule.ScopeValue, articles) : rule.ScopeValue,
        SubjectValue = rule.Subject == RuleSubject.Article ? KeyOf(rule.SubjectValue, articles) : rule.SubjectValue,
        Items = rule.Items?.Select(item => KeyOf(item, articles)!).ToArray(),
    };

    private static string? KeyOf(string? named, ArticleIndex articles) => named is null ? null : articles.KeyAt(named.Trim()) ?? named;

    // A removed rule comes back, because the file contains it.
    private static RuleEdit? EditOf(RuleLine line, RuleInput rule, IReadOnlyDictionary<string, Rule> known)
    {
        if (line.Id is null || known.GetValueOrDefault(line.Id) is not { } before)
        {
            return RuleEdit.Create(rule, line.Id);
        }

        if (before.Removed)
        {
            return RuleEdit.Change(before, rule) with { Action = RuleAction.Restored };
        }

        return RuleInput.Of(before).SaysAs(rule) ? null : RuleEdit.Change(before, rule);
    }
}
