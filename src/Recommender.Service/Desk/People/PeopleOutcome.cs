namespace Recommender.Service.Desk.People;

/// <summary>What became of the form that the page answers.</summary>
public sealed record PeopleOutcome
{
    public bool Done { get; init; }

    public string? Error { get; init; }

    /// <summary>A one-time link to pass on.</summary>
    public string? Link { get; init; }

    /// <summary>The name of the person whom the link is for.</summary>
    public string? LinkFor { get; init; }

    /// <summary>What was typed, where it was refused.</summary>
    public string? Name { get; init; }

    public string? SignIn { get; init; }
}
