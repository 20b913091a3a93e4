using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Recommender.Service.Delivery.Edge;

/// <summary>What an answer tells the cache in front of its site.</summary>
/// <param name="CacheControl">For how long to keep it.</param>
/// <param name="KeyHeader">The header that names it.</param>
/// <param name="Keys">Its <see cref="SurrogateKeys"/>.</param>
/// <param name="IsForAll">Whether pages of all origins may read it.</param>
internal sealed record EdgeHeaders(string CacheControl, string KeyHeader, string Keys, bool IsForAll)
{
    public const string VarnishKeys = "xkey";
    public const string OtherKeys = "Surrogate-Key";

    private const double PartOfAge = 0.1;

    /// <param name="options">The site's target.</param>
    /// <param name="age">Of the page's article; null: undated, as good as old.</param>
    /// <param name="left">How long it may stand after it was sent last; beyond that nobody keeps it but while the service is away.</param>
    public static string CacheControlOf(PurgeOptions options, TimeSpan? age, TimeSpan left)
    {
        var fresh = Lower(Lower(age * PartOfAge ?? options.Longest, options.Longest), left);
        fresh = Lower(fresh > options.Shortest ? fresh : options.Shortest, left);
        var stale = Lower(options.StaleWhileRevalidate, left - fresh);
        return string.Create(CultureInfo.InvariantCulture,
            $"public, max-age=0, s-maxage={(long)fresh.TotalSeconds}, stale-while-revalidate={(long)stale.TotalSeconds}, stale-if-error={(long)options.StaleIfError.TotalSeconds}");
    }

    public void AddTo(IHeaderDictionary headers)
    {
        headers[KeyHeader] = Keys;
        // The one who asks may be no page of another origin, and the next who gets it from the cache may be one.
        if (!IsForAll)
        {
            headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        }
        else if (headers.AccessControlAllowOrigin.Count == 0)
        {
            headers.AccessControlAllowOrigin = "*";
        }
    }

    private static TimeSpan Lower(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
