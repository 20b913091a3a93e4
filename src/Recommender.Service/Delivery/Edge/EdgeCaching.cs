using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Changes;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery.Edge;

/// <summary>Lets the cache in front of a site keep its answers, where it has one that is told of changes.</summary>
public sealed class EdgeCaching(SiteSettings<PurgeOptions> targets, SiteSettings<OriginOptions> origins)
{
    /// <summary>The answer with what the cache needs to know; as it is where the site has none.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="snapshot">The site.</param>
    /// <param name="sources">What the block stands on.</param>
    /// <param name="block">The block.</param>
    /// <param name="now">When it was made, UTC.</param>
    /// <param name="heldUntil">Up to when it is sent.</param>
    /// <param name="nextChange">When it may be another without anybody's doing: schedules of rules and dates of publication send no purge.</param>
    internal CachedResponse Of(
        CachedResponse answer, SiteSnapshot snapshot, BlockSources sources, Block block, DateTime now, DateTime heldUntil, DateTime nextChange)
    {
        if (targets.Of(snapshot.Site) is not { Kind: not PurgeKind.None } options)
        {
            return answer;
        }

        var published = sources.Page < 0 ? now : snapshot.Articles[sources.Page].PublishedOrNull?.UtcDateTime;
        return answer.With(new EdgeHeaders(
            EdgeHeaders.CacheControlOf(options, published is { } date ? now - date : null, nextChange - heldUntil),
            options.Kind == PurgeKind.Varnish ? EdgeHeaders.VarnishKeys : EdgeHeaders.OtherKeys,
            SurrogateKeys.Of(snapshot, sources, block.Items), origins.Of(snapshot.Site).Origins is null));
    }
}
