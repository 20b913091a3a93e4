namespace Recommender.Service.Web;

internal static class ReadRoutes
{
    /// <summary>The methods of what only reads.</summary>
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
}
