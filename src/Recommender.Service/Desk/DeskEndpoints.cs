using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Articles;
using Recommender.Service.Desk.Bulk;
using Recommender.Service.Desk.ClickPages;
using Recommender.Service.Desk.Editing;
using Recommender.Service.Desk.Imports;
using Recommender.Service.Desk.Overview;
using Recommender.Service.Desk.People;
using Recommender.Service.Desk.RulePages;
using Recommender.Service.Desk.Runs;
using Recommender.Service.Desk.Search;
using Recommender.Service.Desk.SignIn;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk;

/// <summary>The editors' desk: server-rendered pages behind the sign-in.</summary>
internal static class DeskEndpoints
{
    public static void MapDesk(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(DeskLinks.Root),
            desk => desk.UseStatusCodePages(status => DeskPages.OfStatus(status.HttpContext).ExecuteAsync(status.HttpContext)));
        app.Use(RefuseForged);
        var pages = app.MapGroup("").ExcludeFromDescription();
        pages.MapMethods(DeskAssets.Css.Address, ReadRoutes.Methods, DeskAssets.Css.Get);
        pages.MapMethods(DeskAssets.BlockCss.Address, ReadRoutes.Methods, DeskAssets.BlockCss.Get);
        pages.MapMethods(DeskAssets.Script.Address, ReadRoutes.Methods, DeskAssets.Script.Get);
        pages.MapMethods(DeskLinks.Root, ReadRoutes.Methods, First).RequireSignIn();
        pages.MapFrontPage();
        pages.MapBulk();
        pages.MapBlockPages();
        pages.MapBlockHistory();
        pages.MapAddresses();
        pages.MapUndo();
        pages.MapRuleList();
        pages.MapRuleImport();
        pages.MapRuleEditing();
        pages.MapImportPage();
        pages.MapRunPages();
        pages.MapClickReport();
        pages.MapSignIn();
        pages.MapAccount();
        pages.MapPeoplePages();
        pages.MapKeyPages();
        pages.MapSearch();
        app.MapSearchApi();
    }

    // Generated endpoints read a form without checking the result of its token validation.
    private static Task RefuseForged(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static RedirectHttpResult First(HttpContext context)
    {
        var sites = DeskFrame.Of(context).Sites;
        return TypedResults.Redirect(sites.Count == 0 ? DeskLinks.Account
            : DeskLinks.Front(sites.Contains(SiteStore.Default) ? SiteStore.Default : sites[0]));
    }
}
