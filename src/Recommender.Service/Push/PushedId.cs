using Microsoft.AspNetCore.Http.Features;

namespace Recommender.Service.Push;

/// <summary>The article's id in an address. Ids are addresses themselves often enough, and routing leaves an encoded slash as it is.</summary>
internal static class PushedId
{
    /// <summary>The last segment of the address as it was sent, decoded once; empty where it ends with a slash.</summary>
    public static string Of(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var path = target.Split('?', 2)[0];
        return Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
    }
}
