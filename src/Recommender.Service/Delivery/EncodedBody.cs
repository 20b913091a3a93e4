namespace Recommender.Service.Delivery;

/// <summary>An answer in one encoding.</summary>
/// <param name="Body">The bytes as they are sent.</param>
/// <param name="Encoding">Content-Encoding; null for none.</param>
/// <param name="Tag">A strong entity tag: each encoding has its own.</param>
internal sealed record EncodedBody(byte[] Body, string? Encoding, string Tag);
