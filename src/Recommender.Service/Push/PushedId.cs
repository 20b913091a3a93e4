using Microsoft.AspNetCore.Http.Features;

namespace Recommender.Service.Push;

/// <summary>
/// Reads the article's id from an address. Ids are often addresses themselves, and routing does not decode an encoded slash.
/// </summary>
internal static class PushedId
{
    /// <summary>The last segment of the address as sent, decoded once; empty if the address ends with a slash.</summary>
    public static string Of(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?', 2)[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
