namespace Recommender.Service.Delivery.Edge;

/// <summary>The protocol used to purge a cache.</summary>
public enum PurgeKind
{
    None,

    /// <summary>PURGE with the keys; answers carry them as <c>xkey</c>, for Varnish's module of that name.</summary>
    Varnish,

    /// <summary>PURGE with the site's key only, because nginx supports no other keys.</summary>
    Nginx,

    /// <summary>POST with the keys, as content delivery networks accept it.</summary>
    Http,
}
