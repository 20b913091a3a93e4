using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing;

/// <summary>Undoes a client's last change for a request, or does again what it undid last.</summary>
internal sealed class RuleUndoing(SiteSnapshots snapshots, RuleReversals reversals, RuleEditing editing, RulePolicy policy)
{
    public async Task<Results<Ok<UndoResponse>, ValidationProblem, ProblemHttpResult>> RunAsync(
        HttpContext http, string site, string? reason, bool redo, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        if (policy.CheckReason(site, reason) is { Count: > 0 } wrong)
        {
            return RuleProblems.Invalid(wrong);
        }

        var author = ActingRole.AuthorOf(http);
        var plan = await reversals.PlanAsync(site, await reversals.LastAsync(site, author.Id, redo, cancel), reason, cancel);
        if (plan.Edits.Count == 0)
        {
            return plan.Since.Count > 0 ? RuleProblems.CannotUndo(plan.Since) : RuleProblems.NothingToUndo(redo);
        }

        if (!RulePolicy.MayWrite(http, plan.Edits))
        {
            return RuleProblems.NotAllowed(Role.ChiefEditor);
        }

        var write = await editing.ApplyAsync(site, author, plan.Edits, cancel);
        return write.Outcome switch
        {
            RuleWriteOutcome.Done => TypedResults.Ok(
                new UndoResponse([.. write.Rules.Select(rule => RuleResponse.Of(rule, snapshot.Articles))])),
            RuleWriteOutcome.TooMany => RuleProblems.TooMany(policy.MaxPerSite(site)),
            _ => RuleProblems.CannotUndo([]),
        };
    }
}
