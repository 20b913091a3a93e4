using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;
using Recommender.Service.Configuration;

namespace Recommender.Service.Delivery;

/// <summary>Decides which origins may read an answer: those configured for the site in the path; all if it has none.</summary>
internal sealed class BlockCors(SiteSettings<OriginOptions> origins) : ICorsPolicyProvider
{
    private const string SitePaths = "/v1/";

    private static readonly TimeSpan Preflighted = TimeSpan.FromHours(2);
    private static readonly CorsPolicy Anyone = Reading().AllowAnyOrigin().Build();
    private static readonly CorsPolicy AnyoneInBatches = Reading()
        .AllowAnyOrigin().WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post).Build();

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
    {
        var path = context.Request.Path.Value ?? "";
        var (site, below) = SiteOf(path);
        var isMany = below == "related";
        if (site is null || origins.Of(site).Origins is not { } some)
        {
            return Task.FromResult<CorsPolicy?>(isMany ? AnyoneInBatches : Anyone);
        }

        var policy = Reading().SetIsOriginAllowed(origin => some.Contains(origin, StringComparer.OrdinalIgnoreCase));
        return Task.FromResult<CorsPolicy?>(
            (isMany ? policy.WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post) : policy).Build());
    }

    private static CorsPolicyBuilder Reading() => new CorsPolicyBuilder()
        .WithMethods(HttpMethods.Get, HttpMethods.Head)
        .WithHeaders(HeaderNames.Accept, HeaderNames.ContentType, HeaderNames.IfNoneMatch, HeaderNames.CacheControl)
        .WithExposedHeaders(HeaderNames.ETag)
        .SetPreflightMaxAge(Preflighted);

    private static (string? Site, string Below) SiteOf(string path)
    {
        if (!path.StartsWith(SitePaths, StringComparison.OrdinalIgnoreCase))
        {
            return (null, "");
        }

        var end = path.IndexOf('/', SitePaths.Length);
        return end < 0 ? (path[SitePaths.Length..], "") : (path[SitePaths.Length..end], path[(end + 1)..].ToLowerInvariant());
    }
}
