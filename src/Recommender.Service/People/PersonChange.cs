namespace Recommender.Service.People;

/// <summary>The outcome of changing a person.</summary>
public enum PersonChange
{
    Done,

    /// <summary>There is no such person.</summary>
    Unknown,

    /// <summary>Refused: nobody would be left to administer all sites.</summary>
    LastAdministrator,
}
