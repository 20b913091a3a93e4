namespace Recommender.Service.People;

/// <summary>People, as the API shows them.</summary>
public sealed record PeopleResponse(IReadOnlyList<PersonResponse> People);
