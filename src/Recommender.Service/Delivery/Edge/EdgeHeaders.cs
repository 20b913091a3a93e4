using System.Globalization;
using Microsoft.Net.Http.Headers;
using Recommender.Service.Web;

namespace Recommender.Service.Delivery.Edge;

/// <summary>The headers of an answer for the cache in front of its site.</summary>
/// <param name="CacheControl">Its cache lifetimes.</param>
/// <param name="KeyHeader">Name of the header with the surrogate keys.</param>
/// <param name="Keys">Its <see cref="SurrogateKeys"/>.</param>
/// <param name="IsForAll">True if pages of all origins may read it.</param>
internal sealed record EdgeHeaders(string CacheControl, string KeyHeader, string Keys, bool IsForAll)
{
    public const string VarnishKeys = "xkey";
    public const string OtherKeys = "Surrogate-Key";

    private const double PartOfAge = 0.1;

    /// <param name="options">The site's purge target.</param>
    /// <param name="age">Age of the page's article; null if undated, which counts as old.</param>
    /// <param name="left">
    /// Remaining validity after the last delivery; beyond it the answer may be used only while the service is unavailable.
    /// </param>
    public static string CacheControlOf(PurgeOptions options, TimeSpan? age, TimeSpan left)
    {
        var fresh = Lower(Lower(age * PartOfAge ?? options.Longest, options.Longest), left);
        fresh = Lower(fresh > options.Shortest ? fresh : options.Shortest, left);
        var stale = Lower(options.StaleWhileRevalidate, left - fresh);
        return string.Create(CultureInfo.InvariantCulture,
            $"public, max-age=0, s-maxage={(long)fresh.TotalSeconds}, stale-while-revalidate={(long)stale.TotalSeconds}, "
            + $"stale-if-error={(long)options.StaleIfError.TotalSeconds}");
    }

    public void AddTo(IHeaderDictionary headers)
    {
        headers[KeyHeader] = Keys;
        // The current request may be same-origin while the next one served from the cache is cross-origin.
        if (!IsForAll)
        {
            VaryHeader.Add(headers, HeaderNames.Origin);
        }
        else if (headers.AccessControlAllowOrigin.Count == 0)
        {
            headers.AccessControlAllowOrigin = "*";
        }
    }

    private static TimeSpan Lower(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
