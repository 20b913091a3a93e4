namespace Recommender.Service.People;

/// <summary>Keys, as the API shows them.</summary>
public sealed record KeysResponse(IReadOnlyList<KeyResponse> Keys);
