using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Rules;

namespace Recommender.Service.Editing;

/// <summary>Changes one rule for a request, if the rule is still at the version that the client saw.</summary>
internal sealed class RuleChanging(SiteSnapshots snapshots, RuleStore store, RuleEditing editing, RulePolicy policy)
{
    public SiteSnapshot? Snapshot(string site) => snapshots.Find(site);

    /// <param name="http">The request; its If-Match names the version that was seen.</param>
    /// <param name="snapshot">The site.</param>
    /// <param name="id">The rule's id.</param>
    /// <param name="edit">The change of the current rule; null if the client may not make it.</param>
    /// <param name="mustMatch">Whether If-Match is required.</param>
    /// <param name="cancel">Stops the work; then nothing is changed.</param>
    /// <returns>The changed rule, or why it was not changed.</returns>
    public async Task<(Ok<RuleResponse>? Rule, ProblemHttpResult? Problem)> ChangeAsync(
        HttpContext http, SiteSnapshot snapshot, string id, Func<Rule, RuleEdit?> edit, bool mustMatch, CancellationToken cancel)
    {
        var seen = Precondition.Of(http.Request);
        if (await store.FindAsync(snapshot.Site, id, cancel) is not { } rule)
        {
            return (null, await store.FindUnreadableAsync(snapshot.Site, id, cancel) is { } unreadable
                ? RuleProblems.Unreadable(unreadable)
                : RuleProblems.UnknownRule());
        }

        if (seen is null && mustMatch)
        {
            return (null, Precondition.Required());
        }

        if (seen?.Holds(tag => tag == rule.Version.ToString(CultureInfo.InvariantCulture)) == false)
        {
            return (null, await OutdatedAsync(snapshot, rule, seen.First, cancel));
        }

        if (!RulePolicy.MayWrite(http, rule.Scope) || edit(rule) is not { } change)
        {
            return (null, RuleProblems.NotAllowed(Role.ChiefEditor));
        }

        var write = await editing.ApplyAsync(snapshot.Site, ActingRole.AuthorOf(http), [change], cancel);
        return write.Outcome switch
        {
            RuleWriteOutcome.Done => (http.Tagged(write.Rules[0], snapshot), null),
            RuleWriteOutcome.TooMany => (null, RuleProblems.TooMany(policy.MaxPerSite(snapshot.Site))),
            // Somebody else changed it after it was read above.
            _ when await store.FindAsync(snapshot.Site, id, cancel) is { } now =>
                (null, await OutdatedAsync(snapshot, now, $"{rule.Version}", cancel)),
            _ => (null, RuleProblems.Unreadable((await store.FindUnreadableAsync(snapshot.Site, id, cancel))!)),
        };
    }

    /// <summary>Removes a rule that cannot be read, so its scope is unknown.</summary>
    public async Task<Results<Ok<RuleResponse>, NoContent, ValidationProblem, ProblemHttpResult>> RemoveAsync(
        HttpContext http, SiteSnapshot snapshot, UnreadableRule rule, string? reason, CancellationToken cancel)
    {
        var seen = Precondition.Of(http.Request);
        if (seen is null)
        {
            return Precondition.Required();
        }

        if (!RulePolicy.MayWrite(http, RuleScope.Site))
        {
            return RuleProblems.NotAllowed(Role.ChiefEditor);
        }

        return seen.Holds(tag => tag == rule.Version.ToString(CultureInfo.InvariantCulture))
            && await editing.RemoveUnreadableAsync(snapshot.Site, ActingRole.AuthorOf(http), rule, reason, cancel)
            ? TypedResults.NoContent()
            : RuleProblems.Unreadable(rule);
    }

    public async Task<bool> IsKnownAsync(string site, string id, CancellationToken cancel) =>
        await store.FindAsync(site, id, cancel) is not null || await store.FindUnreadableAsync(site, id, cancel) is not null;

    private async Task<ProblemHttpResult> OutdatedAsync(SiteSnapshot snapshot, Rule now, string? seen, CancellationToken cancel)
    {
        var version = long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : now.Version;
        var since = await store.HistoryAsync(snapshot.Site, now.Id, null, RuleHistory.PageSize, cancel);
        return RuleProblems.Outdated(RuleResponse.Of(now, snapshot.Articles), [.. since.Where(change => change.Version > version)]);
    }
}
