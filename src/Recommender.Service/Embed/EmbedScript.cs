using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Recommender.Service.Delivery;
using Recommender.Service.Web;

namespace Recommender.Service.Embed;

/// <summary>
/// Serves <c>/embed.js</c>, the one line that a site puts into its pages, and <c>/embed.css</c> for pages that include the fragment. Their
/// addresses never change, because they are in other people's templates: browsers cache them for a day, and permanently with <c>?v=</c>.
/// </summary>
internal static partial class EmbedScript
{
    private const string ForADay = "public, max-age=86400, stale-while-revalidate=604800";
    private const string ForGood = "public, max-age=31536000, immutable";

    /// <summary>The style sheet as sent.</summary>
    public static string Styles { get; } = Squeezed("embed.css");

    private static readonly CachedResponse Css = new(Encoding.UTF8.GetBytes(Styles), "text/css; charset=utf-8");
    private static readonly CachedResponse Script = new(Encoding.UTF8.GetBytes(WithStyles()), "text/javascript; charset=utf-8");

    public static void MapEmbedScript(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/embed.js", ReadRoutes.Methods, (HttpContext context) => SendAsync(context, Script)).ExcludeFromDescription();
        routes.MapMethods("/embed.css", ReadRoutes.Methods, (HttpContext context) => SendAsync(context, Css)).ExcludeFromDescription();
    }

    private static Task SendAsync(HttpContext context, CachedResponse answer) =>
        ResponseWriter.WriteAsync(context, answer, context.Request.Query.ContainsKey("v") ? ForGood : ForADay);

    private static string WithStyles()
    {
        var styles = JsonSerializer.Serialize(Squeezed("embed.css"));
        return Squeezed("embed.js").Replace("'%CSS%'", styles, StringComparison.Ordinal);
    }

    // Comments and indentation are removed; they serve only readers of the source.
    private static string Squeezed(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return CommentOrIndentation().Replace(reader.ReadToEnd(), "");
    }

    // In this script a comment always has a line of its own.
    [GeneratedRegex(@"^\s*//.*\n|^\s+", RegexOptions.Multiline)]
    private static partial Regex CommentOrIndentation();
}
