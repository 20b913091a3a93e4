using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Changes;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery.Edge;

/// <summary>Allows the cache in front of a site to store its answers, if the site has a cache with purging.</summary>
public sealed class EdgeCaching(SiteSettings<PurgeOptions> targets, SiteSettings<OriginOptions> origins)
{
    /// <summary>The answer with headers for the cache; unchanged if the site has no such cache.</summary>
    /// <param name="sources">What the block depends on.</param>
    /// <param name="now">When the block was built, UTC.</param>
    /// <param name="heldUntil">When the response cache expires it.</param>
    /// <param name="nextChange">When it may change without a write: schedules of rules and publication dates send no purge.</param>
    internal CachedResponse Of(
        CachedResponse answer, SiteSnapshot snapshot,
        BlockSources sources, Block block, DateTime now, DateTime heldUntil, DateTime nextChange)
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
