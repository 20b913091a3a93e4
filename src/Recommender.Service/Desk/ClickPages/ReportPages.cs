using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Clicks.Reporting;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.ClickPages;

/// <summary><c>/desk/{site}/clicks</c></summary>
internal static class ReportPages
{
    public static void MapClickReport(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/clicks", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    private static async Task<IResult> Show(
        string site, [FromQuery] string[]? days, HttpContext context, SiteSnapshots snapshots, ReportQuery query, CancellationToken cancel)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var errors = new ParameterErrors();
        var number = ReportEndpoints.ReadDays(errors, days);
        return errors.Any
            ? TypedResults.StatusCode(StatusCodes.Status400BadRequest)
            : new RazorComponentResult<ReportPage>(new
            {
                Frame = DeskFrame.Of(context), Site = site, Days = number, Report = await query.ReadAsync(snapshot, number, cancel),
            });
    }
}
