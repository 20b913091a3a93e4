using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Rules;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Exchange;

/// <summary><c>/v1/{site}/rules/import</c> and <c>/export</c></summary>
internal static class ExchangeEndpoints
{
    private const string LeftOutHeader = "Recommender-Left-Out";
    private const int MostNamed = 100;

    public static void MapRuleExchange(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/{site}/rules").WithTags("Rules").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/import", Import)
            .RequireRole(Role.ChiefEditor)
            .WithSummary("Many rules at once, all or none")
            .WithDescription(
                "CSV with the columns of the export, or a JSON array of rules. A line whose id the site knows changes that rule, any other "
                + "creates one; rules that the file does not name stay. dryRun=true only reports what would happen.")
            .Accepts<IReadOnlyList<RuleInput>>("application/json", "text/csv")
            .WithMetadata(new RequestSizeLimitAttribute(RuleFile.MaxBytes))
            .InLane(Lane.Uploads)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapMethods("/export", ReadRoutes.Methods, Export)
            .RequireRole(Role.Viewer)
            .WithSummary("All rules, without removed ones, as a file in the order of their creation")
            .WithDescription($"Rules that this program cannot read are left out; the header {LeftOutHeader} names them.")
            .Produces<IReadOnlyList<RuleInput>>(StatusCodes.Status200OK, "application/json", "text/csv");
    }

    private static async Task<Results<Ok<RuleImportReport>, ValidationProblem, ProblemHttpResult>> Import(
        string site,
        [FromQuery, Description("true: change nothing, only report what would happen.")] string[]? dryRun,
        HttpContext http, SiteSnapshots snapshots, RuleStore store, RuleEditing editing, RulePolicy policy, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var dry = errors.Single("dryRun", dryRun);
        if (dry is not (null or "true" or "false"))
        {
            errors.Add("dryRun", "must be true or false");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var (lines, unreadable) = await ReadAsync(http.Request, cancel);
        if (lines is null)
        {
            return unreadable!;
        }

        var ids = lines.Select(line => line.Id).OfType<string>().Distinct(StringComparer.Ordinal);
        var known = await store.FindAsync(site, ids, cancel);
        var (edits, report) = RuleImport.Plan(lines, known, snapshot.Articles, policy.RequiresReason(site));
        if (dry == "true")
        {
            return TypedResults.Ok(report);
        }

        if (report.Errors.Count > 0)
        {
            return TypedResults.Problem(
                $"Nothing was imported: line {report.Errors[0].Line}: {report.Errors[0].Message}",
                statusCode: StatusCodes.Status400BadRequest, title: "The file has errors",
                extensions: new Dictionary<string, object?> { ["report"] = report });
        }

        var write = await editing.ApplyAsync(site, ActingRole.AuthorOf(http), edits, cancel);
        return write.Outcome switch
        {
            RuleWriteOutcome.Done => TypedResults.Ok(report with { DryRun = false }),
            RuleWriteOutcome.TooMany => RuleProblems.TooMany(policy.MaxPerSite(site)),
            _ => TypedResults.Problem(
                "Nothing was imported: somebody changed a rule of the file at the same time. Send it again.",
                statusCode: StatusCodes.Status409Conflict, title: "Changed meanwhile"),
        };
    }

    private static async Task<Results<FileContentHttpResult, ValidationProblem, ProblemHttpResult>> Export(
        string site, [FromQuery, Description("json (the default) or csv.")] string[]? format,
        HttpContext http, SiteSnapshots snapshots, RuleLoader loader, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var chosen = errors.Single("format", format) ?? "json";
        if (chosen is not ("json" or "csv"))
        {
            errors.Add("format", "must be json or csv");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await loader.RefreshAsync(site, cancel);
        var (rules, unreadable) = (snapshots.Find(site)!.Rules.Rules, snapshots.Find(site)!.Rules.Unreadable);
        if (!unreadable.IsEmpty)
        {
            http.Response.Headers[LeftOutHeader] = string.Join(", ", unreadable.Take(MostNamed).Select(rule => rule.Id));
        }

        using var file = new MemoryStream();
        if (chosen == "csv")
        {
            RuleCsv.Write(file, rules);
            return TypedResults.File(file.ToArray(), "text/csv; charset=utf-8", $"rules-{site}.csv");
        }

        await JsonSerializer.SerializeAsync(file, rules.Select(RuleDocument.Of), ApiJson.Options, cancel);
        return TypedResults.File(file.ToArray(), "application/json; charset=utf-8", $"rules-{site}.json");
    }

    private static async Task<(List<RuleLine>? Lines, ProblemHttpResult? Problem)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        var isCsv = request.ContentType?.Split(';')[0].Trim().Equals("text/csv", StringComparison.OrdinalIgnoreCase) == true;
        if (!isCsv && !request.HasJsonContentType())
        {
            return (null, TypedResults.Problem("Send CSV, with Content-Type: text/csv, or JSON, with Content-Type: application/json.",
                statusCode: StatusCodes.Status415UnsupportedMediaType, title: "Unsupported media type"));
        }

        try
        {
            // Kestrel refuses bodies over the limit; a reader that waits for the network line by line would block a thread.
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancel);
            body.Position = 0;
            var (lines, error) = RuleFile.Read(body, isCsv);
            return (lines, error is null ? null : JsonBody.Bad(error));
        }
        catch (BadHttpRequestException e)
        {
            return (null, JsonBody.TooLarge(e));
        }
    }
}
