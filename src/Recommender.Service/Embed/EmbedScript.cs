using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Recommender.Service.Delivery;
using Recommender.Service.Web;

namespace Recommender.Service.Embed;

/// <summary>
/// Serves <c>/embed.js</c>, the script that a site puts into its pages, and <c>/embed.css</c> for it and for pages that include the
/// fragment. Their addresses never change, because they are in other people's templates: browsers cache them for a day, and permanently
/// with <c>?v=</c>. Pages of any origin, embedder policy or integrity check may load them.
/// </summary>
internal static partial class EmbedScript
{
    private const string ForADay = "public, max-age=86400, stale-while-revalidate=604800";
    private const string ForGood = "public, max-age=31536000, immutable";

    /// <summary>The style sheet as sent.</summary>
    public static string Styles { get; } = CommentOrIndentation().Replace(Read("embed.css"), "");

    private static readonly CachedResponse Css = new(Encoding.UTF8.GetBytes(Styles), "text/css; charset=utf-8");

    public static void MapEmbedScript(this WebApplication app)
    {
        // Where a page has the script in a bundle, nothing but the script itself says where the service is.
        var origin = app.Services.GetRequiredService<IOptions<PublicOptions>>().Value.Origin;
        var script = new CachedResponse(
            Encoding.UTF8.GetBytes(Script(origin is null ? "" : origin + "/embed.js")), "text/javascript; charset=utf-8");
        app.MapMethods("/embed.js", ReadRoutes.Methods, (HttpContext context) => SendAsync(context, script)).ExcludeFromDescription();
        app.MapMethods("/embed.css", ReadRoutes.Methods, (HttpContext context) => SendAsync(context, Css)).ExcludeFromDescription();
    }

    private static Task SendAsync(HttpContext context, CachedResponse answer)
    {
        var headers = context.Response.Headers;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // On every answer: a cache may give one to a request with CORS that it got for a request without.
        headers.AccessControlAllowOrigin = "*";
        return ResponseWriter.WriteAsync(context, answer, context.Request.Query.ContainsKey("v") ? ForGood : ForADay);
    }

    private static string Script(string home)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Styles)).AsSpan(0, 4));
        var script = CommentOrIndentation().Replace(Read("embed.js"), "");
        return TextOrSpace().Replace(script, "$1$2").Replace(";}", "}", StringComparison.Ordinal)
            .Replace("%VERSION%", version, StringComparison.Ordinal)
            .Replace("%HOME%", home, StringComparison.Ordinal);
    }

    private static string Read(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // They serve only readers of the source. In this script a comment always has a line of its own.
    [GeneratedRegex(@"^\s*//.*\n|^\s+", RegexOptions.Multiline)]
    private static partial Regex CommentOrIndentation();

    // A text is kept, and the space around a sign is not: this script has no sign between words, and no regular expression with a space.
    [GeneratedRegex(@"('(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\s*([{}()\[\]=,;:?<>|&+*!])\s*")]
    private static partial Regex TextOrSpace();
}
