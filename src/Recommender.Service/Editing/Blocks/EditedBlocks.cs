using Microsoft.AspNetCore.Http.HttpResults;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Loading;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Related;
using Recommender.Service.Web;

namespace Recommender.Service.Editing.Blocks;

/// <summary>Builds blocks for editors: from rules that are fresh from the store, as pages ask for them.</summary>
internal sealed class EditedBlocks(SiteSnapshots snapshots, RuleLoader loader, SiteBlockOptions settings, TimeProvider clock)
{
    /// <summary>The site with every rule that was written before the call, by whichever process; null for a site that there is not.</summary>
    public async Task<SiteSnapshot?> FreshAsync(string site, CancellationToken cancel)
    {
        if (snapshots.Find(site) is null)
        {
            return null;
        }

        await loader.RefreshAsync(site, cancel);
        return snapshots.Find(site);
    }

    /// <summary>A site that is served, as it is served now.</summary>
    public SiteSnapshot Served(string site) => snapshots.Find(site)!;

    /// <param name="snapshot">The site.</param>
    /// <param name="key">Of the article.</param>
    /// <param name="query">The parameters.</param>
    /// <param name="errors">What is wrong with them already.</param>
    /// <returns>What is asked for; or why it cannot be: a parameter is wrong, or the article is not there.</returns>
    public (BlockRequest? Request, ProblemHttpResult? Problem) Request(SiteSnapshot snapshot, string key, BlockQuery query, ParameterErrors errors)
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
