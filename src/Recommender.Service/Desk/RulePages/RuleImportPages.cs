using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Editing;
using Recommender.Service.Editing.Exchange;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.RulePages;

/// <summary><c>/desk/{site}/rules/import</c></summary>
internal static class RuleImportPages
{
    public static void MapRuleImport(this IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/desk/{site}/rules/import", ReadRoutes.Methods, (string site, HttpContext context, SiteSnapshots snapshots) =>
            snapshots.Find(site) is null ? DeskPages.NotFound(context) : Page(context, site, null, null)).RequireRole(Role.ChiefEditor);
        pages.MapPost("/desk/{site}/rules/import", Import).RequireRole(Role.ChiefEditor)
            .WithMetadata(new RequestSizeLimitAttribute(RuleFile.MaxBytes))
            .InLane(Lane.Uploads);
    }

    private static async Task<IResult> Import(
        string site, IFormCollection form, HttpContext context, SiteSnapshots snapshots, RuleStore store, RuleEditing editing,
        RulePolicy policy, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return Page(context, site, null, "Choose a file first.");
        }

        using var body = new MemoryStream();
        await file.CopyToAsync(body, cancel);
        body.Position = 0;
        var (lines, unreadable) = RuleFile.Read(body, file.FileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase));
        if (lines is null)
        {
            return Page(context, site, null, unreadable);
        }

        var ids = lines.Select(line => line.Id).OfType<string>().Distinct(StringComparer.Ordinal);
        var known = await store.FindAsync(site, ids, cancel);
        var (edits, report) = RuleImport.Plan(lines, known, snapshot.Articles, policy.RequiresReason(site));
        if (report.Errors.Count > 0 || form["do"] != "import")
        {
            return Page(context, site, report, report.Errors.Count > 0 ? "Nothing was imported: the file has errors." : null);
        }

        var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(context), edits, cancel);
        return write.Outcome switch
        {
            RuleWriteOutcome.Done => Page(context, site, report with { DryRun = false }, null),
            RuleWriteOutcome.TooMany => Page(context, site, report, $"Nothing was imported. {policy.TooMany(site)}"),
            _ => Page(context, site, report, "Nothing was imported: somebody changed a rule of the file at the same time. Send it again."),
        };
    }

    private static RazorComponentResult Page(HttpContext context, string site, RuleImportReport? report, string? error) =>
        new RazorComponentResult<RuleImportPage>(new { Frame = DeskFrame.Of(context), Site = site, Report = report, Error = error })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
}
