namespace Recommender.Service.People;

public enum RefusalKind
{
    Invalid,
    NotAllowed,
    Unknown,
    Conflict,
}
