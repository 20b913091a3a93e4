using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Articles;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Desk.Editing;

/// <summary>From a page of the site to its block: <c>/desk/{site}/at?url=</c>, to which the bookmarklet leads.</summary>
internal static class AddressPages
{
    private const int MaxAddresses = 10;

    public static void MapAddresses(this IEndpointRouteBuilder pages) =>
        pages.MapMethods("/desk/{site}/at", ReadRoutes.Methods, Show).RequireRole(Role.Viewer);

    /// <summary>The bookmarklet of a site: it opens the block of the page on which it is clicked.</summary>
    public static string Bookmarklet(HttpRequest request, string site) =>
        "javascript:(()=>{const d=document,a='"
        + DeskLinks.Absolute(request, DeskLinks.At(site)).Replace("'", "%27", StringComparison.Ordinal) + "?'+"
        + "[d.querySelector('link[rel~=canonical]')?.href,d.querySelector('meta[property=\"og:url\"]')?.content,location.href]"
        + ".filter(Boolean).map(u=>'url='+encodeURIComponent(u)).join('&');open(a)||(location=a)})()";

    // A page may name itself by an address that the site does not know; any of them will do.
    private static IResult Show(string site, [FromQuery] string[]? url, HttpContext context, SiteSnapshots snapshots)
    {
        if (snapshots.Find(site) is not { } snapshot)
        {
            return DeskPages.NotFound(context);
        }

        var asked = (url ?? []).Take(MaxAddresses).Where(address => WebUrl.Parse(address) is not null).ToList();
        var card = asked.Select(snapshot.Articles.FindByUrl).FirstOrDefault(card => card >= 0, -1);
        return card >= 0
            ? TypedResults.LocalRedirect(DeskLinks.Article(site, snapshot.Articles[card].Key))
            : new RazorComponentResult<UnknownAddressPage>(new
            {
                Frame = DeskFrame.Of(context), Site = site, Asked = asked, Bookmarklet = Bookmarklet(context.Request, site),
            })
            {
                StatusCode = StatusCodes.Status404NotFound,
            };
    }
}
