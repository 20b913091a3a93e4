namespace Recommender.Service.Delivery;

/// <summary>Marks an endpoint that readers' pages ask, whose load is bounded.</summary>
internal sealed class BoundedLoad;
