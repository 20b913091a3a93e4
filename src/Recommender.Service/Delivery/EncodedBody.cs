namespace Recommender.Service.Delivery;

/// <summary>A response body in one encoding.</summary>
/// <param name="Body">The encoded bytes.</param>
/// <param name="Encoding">Content-Encoding; null for none.</param>
/// <param name="Tag">Strong entity tag, distinct for each encoding.</param>
internal sealed record EncodedBody(byte[] Body, string? Encoding, string Tag);
