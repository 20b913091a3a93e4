namespace Recommender.Service.People;

/// <summary>What became of a change of a person.</summary>
public enum PersonChange
{
    Done,

    /// <summary>There is no such person.</summary>
    Unknown,

    /// <summary>Refused: it would leave nobody who administers all sites.</summary>
    LastAdministrator,
}
