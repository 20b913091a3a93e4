using System.Diagnostics;

namespace Recommender.Service.Web;

/// <summary>Traces of work other than page views. Costs nothing unless a listener is attached.</summary>
internal static class Traces
{
    public const string SourceName = "Recommender";

    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>Starts a span of work for a site; null unless a listener is attached.</summary>
    public static Activity? Of(string site, string work)
    {
        var activity = Source.StartActivity(work);
        activity?.SetTag("site", site);
        return activity;
    }
}
