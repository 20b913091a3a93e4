using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Importing;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Imports;

/// <summary><c>/desk/{site}/imports</c>: the last import of each source.</summary>
internal static class ImportPages
{
    public static void MapImportPage(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/imports", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    private static async Task<IResult> Show(
        string site, HttpContext context, SiteSnapshots snapshots, ImportReportStore reports, SiteBlockOptions settings,
        CancellationToken cancel) =>
        snapshots.Find(site) is null ? DeskPages.NotFound(context)
            : new RazorComponentResult<ImportListPage>(new
            {
                Frame = DeskFrame.Of(context), Site = site, Reports = await reports.ListAsync(site, cancel),
                Zone = settings.Of(site).TimeZone,
            });
}
