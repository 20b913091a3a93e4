using Recommender.Service.Web;

namespace Recommender.Service.Demo;

/// <summary>The demonstration's stylesheet.</summary>
internal static class Stylesheet
{
    private static readonly Asset Css = new("site.css", "text/css");

    public static string Address => Css.Address;

    public static IResult Get(HttpResponse response) => Css.Get(response);
}
