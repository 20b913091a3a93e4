using Recommender.Service.Hosting;

namespace Recommender.Service.Desk;

/// <summary>The desk's stylesheet and script. No page of it holds either inline.</summary>
internal static class DeskAssets
{
    public static readonly Asset Css = new("desk.css", "text/css");

    public static readonly Asset Script = new("desk.js", "text/javascript");
}
