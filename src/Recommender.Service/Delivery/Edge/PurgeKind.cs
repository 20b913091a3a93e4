namespace Recommender.Service.Delivery.Edge;

/// <summary>How a cache is told what to forget.</summary>
public enum PurgeKind
{
    None,

    /// <summary>PURGE with the keys; answers carry them as <c>xkey</c>, for Varnish's module of that name.</summary>
    Varnish,

    /// <summary>PURGE with the site's key alone: nginx knows no others.</summary>
    Nginx,

    /// <summary>POST with the keys, as content delivery networks take it.</summary>
    Http,
}
