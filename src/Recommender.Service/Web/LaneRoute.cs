namespace Recommender.Service.Web;

/// <summary>Marks an endpoint with the lane of its requests.</summary>
/// <param name="Of">The lane of a request.</param>
/// <param name="Refuse">
/// Checks a request before its body is read and before it waits for a place. Returns the refusal; null to let the request in.
/// </param>
/// <param name="Streams">
/// The body is longer than memory allows: the endpoint reads it piece by piece, and takes a place for each piece itself.
/// </param>
internal sealed record LaneRoute(
    Func<HttpContext, Lane> Of, Func<HttpContext, ValueTask<IResult?>>? Refuse = null, bool Streams = false);

internal static class LaneRoutes
{
    /// <summary>Puts the requests of endpoints into a lane.</summary>
    public static TBuilder InLane<TBuilder>(
        this TBuilder endpoints, Lane lane, Func<HttpContext, ValueTask<IResult?>>? refuse = null, bool streams = false)
        where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new LaneRoute(_ => lane, refuse, streams));
}
