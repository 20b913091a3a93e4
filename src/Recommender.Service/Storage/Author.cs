namespace Recommender.Service.Storage;

/// <summary>Who made a change that a history keeps.</summary>
/// <param name="Id">Stable and unique, such as <c>person:ID</c> or <c>key:ID</c>. It alone decides whose change it is.</param>
/// <param name="Name">The name shown then; it may change, and others may have the same.</param>
public sealed record Author(string Id, string Name);
