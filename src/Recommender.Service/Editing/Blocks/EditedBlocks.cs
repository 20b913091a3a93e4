using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Blocks;

/// <summary>Builds blocks for editors: with the current rules of the store, as pages request them.</summary>
internal sealed class EditedBlocks(SiteSnapshots snapshots, RuleLoader loader, SiteBlockOptions settings, TimeProvider clock)
{
    /// <summary>The site with every rule that was written before the call, by any process; null if the site does not exist.</summary>
    public async Task<SiteSnapshot?> FreshAsync(string site, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return null;
        }

        await loader.RefreshAsync(site, cancel);
        return snapshots.Find(site);
    }

    /// <summary>A served site, as it is served now.</summary>
    public SiteSnapshot Served(string site) => snapshots.Find(site)!;

    /// <param name="snapshot">The site.</param>
    /// <param name="key">The article's key.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="errors">Errors that were already found in them.</param>
    /// <returns>The requested block; or the problem: a wrong parameter, or an unknown article.</returns>
    public (BlockRequest? Request, ProblemHttpResult? Problem) Request(
        SiteSnapshot snapshot, string key, BlockQuery query, ParameterErrors errors)
    {
        var parameters = new RelatedParameters(VisibleArticles.ToEditors(snapshot.Articles), settings.Of(snapshot.Site));
        var request = parameters.Read(query.ToRelated(key));
        if (errors.Any || parameters.Errors.Any)
        {
            return (null, ProblemOf(errors.Any ? errors : parameters.Errors));
        }

        return request.Article < 0 ? (null, UnknownArticle()) : (request, null);
    }

    public BlockResponse Build(SiteSnapshot snapshot, BlockRequest request) => Build(snapshot, request, clock.GetUtcNow(), out _);

    public BlockResponse Build(SiteSnapshot snapshot, BlockRequest request, DateTimeOffset at, out Block block)
    {
        block = new BlockBuilder(snapshot, request, settings.Of(snapshot.Site), at).Build();
        return BlockResponse.Of(snapshot, request, block, settings.Of(snapshot.Site), at);
    }

    public static ProblemHttpResult UnknownArticle() => TypedResults.Problem(
        "The site has no such article, or had none then.", statusCode: StatusCodes.Status404NotFound, title: "Unknown article");

    private static ProblemHttpResult ProblemOf(ParameterErrors errors) => TypedResults.Problem(errors.ToProblem().ProblemDetails);
}
