using System.Diagnostics;

namespace Recommender.Service.Web;

/// <summary>What work, beside page views, is traced. Nothing is made of it while nobody listens.</summary>
internal static class Traces
{
    public const string SourceName = "Recommender";

    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins a span of work for a site; null while nobody listens.</summary>
    public static Activity? Of(string site, string work)
    {
        var activity = Source.StartActivity(work);
        activity?.SetTag("site", site);
        return activity;
    }
}
