namespace Recommender.Service.People;

/// <summary>A list of API keys.</summary>
public sealed record KeysResponse(IReadOnlyList<KeyResponse> Keys);
