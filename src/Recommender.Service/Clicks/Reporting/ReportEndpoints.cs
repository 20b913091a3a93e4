using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Clicks.Reporting;

/// <summary><c>/v1/{site}/report</c></summary>
internal static class ReportEndpoints
{
    public static void MapReport(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/v1/{site}/report", ReadRoutes.Methods, Get)
        .RequireRole(Role.Viewer)
        .WithTags("Clicks")
        .WithSummary("Reports impressions and clicks of the site's blocks")
        .WithDescription(
            "Click rates with 95 % intervals (Wilson) by slot, source, section, age and model, and the pairs that are clicked far more "
            + "or far less often than others in the same slots. corrected is clicks over expected clicks (COEC): 1 is average for the "
            + "same slots. Counts are written every few seconds.")
        .Produces<ClickReport>(StatusCodes.Status200OK, "application/json", "text/csv")
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>Reads the number of days from the query.</summary>
    public static int ReadDays(ParameterErrors errors, string[]? values)
    {
        if (errors.Single("days", values) is not { } text)
        {
            return ReportQuery.DefaultDays;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= ReportQuery.MaxDays)
        {
            return days;
        }

        errors.Add("days", $"must be a number from 1 to {ReportQuery.MaxDays}");
        return ReportQuery.DefaultDays;
    }

    private static async Task<IResult> Get(
        string site,
        [FromQuery, Description("Number of days, including today; 1 to 3650, default 28.")] string[]? days,
        [FromQuery, Description("json or csv. Default json.")] string[]? format,
        SiteSnapshots snapshots, ReportQuery query, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return NotFoundProblems.Site();
        }

        var errors = new ParameterErrors();
        var asked = ReadDays(errors, days);
        var chosen = errors.Single("format", format) ?? "json";
        if (chosen is not ("json" or "csv"))
        {
            errors.Add("format", "must be json or csv");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var report = await query.ReadAsync(snapshot, asked, cancel);
        return chosen == "csv"
            ? TypedResults.File(ReportCsv.Write(report), "text/csv; charset=utf-8", $"clicks-{site}.csv")
            : TypedResults.Ok(report);
    }
}
