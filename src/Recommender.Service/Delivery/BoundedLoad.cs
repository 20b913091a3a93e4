namespace Recommender.Service.Delivery;

/// <summary>Marks an endpoint called by readers' pages, whose load is limited.</summary>
internal sealed class BoundedLoad;
