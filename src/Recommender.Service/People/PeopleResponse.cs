namespace Recommender.Service.People;

/// <summary>A list of people.</summary>
public sealed record PeopleResponse(IReadOnlyList<PersonResponse> People);
