using Microsoft.Net.Http.Headers;

namespace Recommender.Service.Web;

/// <summary>
/// Over https, the service's cookies are called <c>__Host-…</c>: browsers take such a cookie only from this very host, never from another
/// subdomain or over http. The program knows them without that prefix.
/// </summary>
internal static class HostCookies
{
    /// <summary>Begins the names of all cookies of the service.</summary>
    public const string Prefix = "recommender.";

    private const string Mark = "__Host-";

    /// <summary>Must come after the forwarded headers and before whatever reads cookies.</summary>
    public static void UseHostCookies(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.IsHttps)
        {
            Unmark(context.Request.Headers);
            context.Response.OnStarting(static state =>
            {
                MarkAll((IHeaderDictionary)state);
                return Task.CompletedTask;
            }, context.Response.Headers);
        }

        return next(context);
    });

    // An unmarked cookie may come from elsewhere, so it does not count.
    private static void Unmark(IHeaderDictionary headers)
    {
        if (headers.Cookie.Count > 0 && CookieHeaderValue.TryParseList(headers.Cookie, out var cookies))
        {
            headers.Cookie = string.Join("; ", cookies
                .Where(cookie => !cookie.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                .Select(cookie => cookie.Name.StartsWith(Mark + Prefix, StringComparison.Ordinal)
                    ? $"{cookie.Name.AsSpan(Mark.Length)}={cookie.Value}" : cookie.ToString()));
        }
    }

    private static void MarkAll(IHeaderDictionary headers)
    {
        if (headers.SetCookie.Count > 0)
        {
            headers.SetCookie = headers.SetCookie
                .Select(cookie => cookie?.StartsWith(Prefix, StringComparison.Ordinal) == true ? Mark + cookie : cookie).ToArray();
        }
    }
}
