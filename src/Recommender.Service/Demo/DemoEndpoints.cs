using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.FileProviders;
using Recommender.Service.Articles;
using Recommender.Service.Blocks;
using Recommender.Service.People;
using Recommender.Service.Web;

namespace Recommender.Service.Demo;

/// <summary>A demonstration site for the imported articles, with a related block under each article.</summary>
internal static class DemoEndpoints
{
    private const int BlockLength = 6;

    private const string Robots = "User-agent: *\nDisallow: /desk\nDisallow: /site/\n";

    public static void MapDemo(this WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription().InLane(Lane.Reading);
        pages.MapMethods("/", ReadRoutes.Methods, (DemoSites sites) => sites.First() is { } site ? Front(site) : Welcome());
        pages.MapMethods("/robots.txt", ReadRoutes.Methods, () => TypedResults.Text(Robots));
        pages.MapMethods("/site/{site}", ReadRoutes.Methods, async (string site, HttpContext http, DemoSites sites) =>
            await FindAsync(site, sites, http) is { } found ? Front(found) : NotFound(null));
        pages.MapMethods("/site/{site}/section/{slug}", ReadRoutes.Methods, Section);
        pages.MapMethods("/site/{site}/article/{key}", ReadRoutes.Methods, Article);
        pages.MapMethods(Stylesheet.Address, ReadRoutes.Methods, Stylesheet.Get);
        pages.MapMethods("/placeholder/{hue:range(0,359)}/{seed:maxlength(40)}.svg", ReadRoutes.Methods, Placeholder.Get);
        ServeSamplePictures(app);
    }

    private static RazorComponentResult Front(DemoSite site) =>
        new RazorComponentResult<FrontPage>(new { Site = site });

    private static RazorComponentResult Welcome() => new RazorComponentResult<WelcomePage>();

    // The articles are their publisher's: without its consent they are not published again.
    private static async Task<DemoSite?> FindAsync(string site, DemoSites sites, HttpContext http) =>
        sites.Find(site) is { } found && (found.IsPublic || await OptionalRole.IsHeldAsync(http)) ? found : null;

    private static async Task<RazorComponentResult> Section(
        string site, string slug, [FromQuery] string? page, HttpContext http, DemoSites sites)
    {
        var found = await FindAsync(site, sites, http);
        var section = found?.Sections.FirstOrDefault(section => section.Slug == slug);
        var number = int.TryParse(page ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return found is null || section is null || number is < 1 or > 100_000
            ? NotFound(found)
            : new RazorComponentResult<SectionPage>(new { Site = found, Section = section, Number = number });
    }

    private static async Task<RazorComponentResult> Article(
        string site, string key, HttpContext http, DemoSites sites, ArticleStore articles, SiteBlockOptions blocks,
        CancellationToken cancel)
    {
        var found = await FindAsync(site, sites, http);
        var card = found?.Visible.FindByKey(key) ?? -1;
        if (found is null || card < 0 || await articles.FindAsync(site, key, cancel) is not { } text || !found.Visible.Shows(text))
        {
            return NotFound(found);
        }

        var request = new BlockRequest { Article = card, Limit = BlockLength, Fallback = true };
        var block = new BlockBuilder(found.Snapshot, request, blocks.Of(site), found.Now).Build();
        var showsText = found.Visible.ShowsText(card) || await OptionalRole.IsHeldAsync(http);
        return new RazorComponentResult<ArticlePage>(
            new { Site = found, Card = found.Articles[card], Text = text, ShowsText = showsText, Block = block });
    }

    private static RazorComponentResult NotFound(DemoSite? site) =>
        new RazorComponentResult<NotFoundPage>(
            new Dictionary<string, object?> { ["Site"] = site }) { StatusCode = StatusCodes.Status404NotFound };

    private static void ServeSamplePictures(WebApplication app)
    {
        var folder = Path.Combine(SampleNewsroom.Folder, "images");
        if (Directory.Exists(folder))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                RequestPath = "/images",
                FileProvider = new PhysicalFileProvider(folder),
                OnPrepareResponse = context =>
                    context.Context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            });
        }
    }
}
