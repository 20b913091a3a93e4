namespace Recommender.Service.Desk.People;

/// <summary>The result of the submitted form.</summary>
public sealed record PeopleOutcome
{
    /// <summary>What was done, as a sentence.</summary>
    public string? Done { get; init; }

    public string? Error { get; init; }

    /// <summary>A one-time link to pass on.</summary>
    public string? Link { get; init; }

    /// <summary>The name of the person who receives the link.</summary>
    public string? LinkFor { get; init; }

    /// <summary>The refused input.</summary>
    public string? Name { get; init; }

    public string? SignIn { get; init; }
}
