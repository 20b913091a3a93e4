namespace Recommender.Service.Delivery.Served;

/// <summary>A page: its site, and the key of its article.</summary>
internal readonly record struct PageName(string Site, string Article);
