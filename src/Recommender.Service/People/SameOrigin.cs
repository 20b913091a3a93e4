namespace Recommender.Service.People;

/// <summary>Prevents pages of other sites from using a user's session.</summary>
internal static class SameOrigin
{
    /// <summary>
    /// True for requests that change nothing, and for those that the browser itself marks as coming from a page of this server
    /// (<c>Sec-Fetch-Site</c>, or <c>Origin</c> for older browsers). False without either header: SameSite=Lax withholds the cookie
    /// between sites, but treats other ports and subdomains as the same site.
    /// </summary>
    public static bool Allows(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return true;
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } from])
        {
            return from == "same-origin";
        }

        return request.Headers.Origin is [{ } origin]
            && Uri.TryCreate(origin, UriKind.Absolute, out var address)
            && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            && Uri.Compare(address, own, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
