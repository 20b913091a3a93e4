using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Recommender.Service.Blocks;
using Recommender.Service.Blocks.Snapshots;
using Recommender.Service.Delivery;

namespace Recommender.Service.Embed;

/// <summary>Renders blocks as HTML for use in any page.</summary>
public sealed class BlockHtml(SiteBlockOptions settings, IServiceProvider services, ILoggerFactory logs)
{
    private static readonly CachedResponse Empty = new([], ContentType);

    private const string ContentType = "text/html; charset=utf-8";

    /// <summary>The HTML fragment; empty if there is nothing to show.</summary>
    /// <param name="snapshot">The snapshot from which the block was built.</param>
    /// <param name="article">The page's card; -1 if unknown.</param>
    /// <param name="block">The block.</param>
    /// <param name="look">What the page asks for instead of the site's settings; null for nothing.</param>
    internal async ValueTask<CachedResponse> DrawAsync(SiteSnapshot snapshot, int article, Block block, BlockLook? look = null)
    {
        var view = FragmentView.Of(snapshot, article, block, settings.Of(snapshot.Site), look ?? BlockLook.OfSite);
        if (view.Items.Count == 0)
        {
            return Empty;
        }

        await using var renderer = new HtmlRenderer(services, logs);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(BlockFragment.View)] = view });
            return (await renderer.RenderComponentAsync<BlockFragment>(parameters)).ToHtmlString();
        });
        return new CachedResponse(Encoding.UTF8.GetBytes(html), ContentType);
    }
}
