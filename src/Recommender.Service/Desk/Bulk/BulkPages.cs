using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Checking;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Bulk;

/// <summary>One rule for each of many articles, first shown, then saved: <c>/desk/{site}/articles/bulk</c>.</summary>
internal static class BulkPages
{
    private const int MaxArticles = 100;

    public static void MapBulk(this IEndpointRouteBuilder pages) =>
        pages.MapPost("/desk/{site}/articles/bulk", Change).RequireRole(Role.Editor);

    private static async Task<IResult> Change(
        string site, IFormCollection form, HttpContext context, SiteSnapshots snapshots, RuleEditing editing, RulePolicy policy,
        SiteBlockOptions settings, TimeProvider clock, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var fields = BulkFields.Of(form, context.Request);
        var zone = settings.Of(site).TimeZone;
        var inputs = fields.ToRules(zone, out var error);
        error = fields.Articles.Count is 0 or > MaxArticles ? $"Choose from 1 to {MaxArticles} articles of the list first." : error;
        var checks = inputs.Select(input => RuleCheck.Of(input, snapshot.Articles, policy.RequiresReason(site))).ToList();
        error ??= checks.Find(check => check.Errors.Count > 0) is { } wrong ? FieldNames.Sentence(wrong.Errors)
            : fields.Articles.Any(key => snapshot.Articles.FindByKey(key) < 0) ? "The site no longer has one of the articles; search again."
            : checks.TrueForAll(check => RulePolicy.MayWrite(context, check.Rule.Scope!.Value)) ? null : RulePolicy.ForChiefEditors;
        var wanted = error is null ? checks.ConvertAll(check => check.Rule) : [];
        var fresh = wanted.FindAll(rule => !Exists(snapshot, rule));
        if (error is null && form["do"] == "save")
        {
            var edits = fresh.ConvertAll(rule => RuleEdit.Create(rule));
            var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(context), edits, cancel);
            if (write.Outcome == RuleWriteOutcome.Done)
            {
                return TypedResults.LocalRedirect(fields.BackTo(DeskLinks.Articles(site), edits.Count));
            }

            error = $"Nothing was saved. {policy.TooMany(site)}";
        }

        var now = clock.GetUtcNow();
        var rules = fresh.ConvertAll(rule => rule.ToRule(null, "", removed: false, ActingRole.NameOf(context), now));
        var cards = fields.Articles.Select(snapshot.Articles.FindByKey).Where(card => card >= 0).ToHashSet();
        return new RazorComponentResult<BulkPage>(new
        {
            Frame = DeskFrame.Of(context), Site = site, Fields = fields, Error = error, Existing = wanted.Count - fresh.Count,
            Sentences = rules.ConvertAll(rule => RuleSentence.Of(rule, snapshot.Articles, zone)),
            Changed = rules.Count == 0 ? 0 : BulkEffect.ChangedBlocks(snapshot, rules, cards, settings.Of(site), now),
        })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    // With any reason.
    private static bool Exists(SiteSnapshot snapshot, RuleInput rule) =>
        snapshot.Rules.Rules.Any(other => !other.Removed && other.Kind == rule.Kind && other.Scope == rule.Scope
            && (RuleInput.Of(other) with { Reason = rule.Reason }).SaysAs(rule));
}
