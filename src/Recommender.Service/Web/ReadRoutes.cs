namespace Recommender.Service.Web;

internal static class ReadRoutes
{
    /// <summary>The methods of read-only endpoints.</summary>
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
}
