using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Recommender.Service.Articles;
using Recommender.Service.Web;

namespace Recommender.Service.Embed.Integrations;

/// <summary><c>/integrations/…</c>: instructions for embedding blocks, with this service's own address in the code to copy.</summary>
internal static class IntegrationEndpoints
{
    public const string WordPressZip = "/integrations/wordpress.zip";

    public static void MapIntegrations(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/integrations").ExcludeFromDescription();
        pages.MapMethods("", ReadRoutes.Methods, (HttpContext context, [FromQuery] string? site) =>
            (IResult)new RazorComponentResult<IntegrationsPage>(new { Service = AddressOf(context), Site = NameOf(site) }));
        pages.MapMethods("/blogger", ReadRoutes.Methods, (HttpContext context, [FromQuery] string? site) =>
            (IResult)new RazorComponentResult<BloggerPage>(new { Service = AddressOf(context), Site = NameOf(site) }));
        pages.MapMethods("/wordpress", ReadRoutes.Methods, (HttpContext context, [FromQuery] string? site) =>
            (IResult)new RazorComponentResult<WordPressPage>(new { Service = AddressOf(context), Site = NameOf(site) }));
        routes.MapMethods(WordPressZip, ReadRoutes.Methods, (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=0, must-revalidate";
            return TypedResults.File(WordPressPlugin.Zip, "application/zip", "recommender.zip");
        }).ExcludeFromDescription();
    }

    private static string NameOf(string? site) => site is not null && SiteStore.IsName(site) ? site : SiteStore.Default;

    // The client sends the host header; an invalid host must not get into code that others copy.
    private static string AddressOf(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var origin = DeskLinks.OriginOf(context.Request);
        return Uri.TryCreate(origin, UriKind.Absolute, out _)
            && Uri.CheckHostName(context.Request.Host.Host.Trim('[', ']')) != UriHostNameType.Unknown
            ? origin : "https://related.example";
    }
}
