namespace Recommender.Service.Delivery.Served;

/// <summary>How a block went out. Each way has room of its own in the record of a page.</summary>
internal enum ServedWay
{
    /// <summary>By a request without filters. Readers of one page send few different ones.</summary>
    Plain,

    /// <summary>By a request that chooses articles by itself: it excludes some, or wants a section, a tag or dates.</summary>
    Filtered,

    /// <summary>In a file of the static export.</summary>
    Exported,
}
