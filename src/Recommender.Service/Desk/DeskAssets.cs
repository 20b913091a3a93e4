using Recommender.Service.Web;

namespace Recommender.Service.Desk;

/// <summary>The desk's stylesheets and script. No page contains either inline.</summary>
internal static class DeskAssets
{
    // The site's own fonts and colours are not known.
    private const string BlockPage =
        """
        body { display: flow-root; margin: 0; padding: 0 1rem; font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
          "DejaVu Sans", sans-serif; }

        """;

    public static readonly Asset Css = new("desk.css", "text/css");

    /// <summary>The style sheet of blocks in pages, and that of the page around a preview.</summary>
    public static readonly Asset BlockCss = Asset.OfCss("embed.css", css => BlockPage + css);

    public static readonly Asset Script = new("desk.js", "text/javascript");
}
