namespace Recommender.Service.People;

/// <summary>Keeps other sites' pages from acting with a reader's session.</summary>
internal static class SameOrigin
{
    /// <summary>
    /// True for requests that change nothing, and for those which the browser itself says come from a page of this server
    /// (<c>Sec-Fetch-Site</c>; where an older browser does not send it, <c>Origin</c>). False where it says nothing at all: SameSite=Lax
    /// holds back the cookie between sites, but neighbours on other ports and subdomains of one site are one site to it.
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
