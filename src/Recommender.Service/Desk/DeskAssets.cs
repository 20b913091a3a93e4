using Recommender.Service.Web;

namespace Recommender.Service.Desk;

/// <summary>The desk's stylesheet and script. No page contains either inline.</summary>
internal static class DeskAssets
{
    public static readonly Asset Css = new("desk.css", "text/css");

    /// <summary>The site's own stylesheet within <c>.as-site</c>: a block looks the same at the desk as on the site.</summary>
    public static readonly Asset BlockCss = Asset.OfCss("site.css", css =>
        "@scope (.as-site) {\n"
        + css.Replace(":root", ":scope", StringComparison.Ordinal).Replace("\nbody {", "\n:scope {", StringComparison.Ordinal) + "\n}\n");

    public static readonly Asset Script = new("desk.js", "text/javascript");
}
