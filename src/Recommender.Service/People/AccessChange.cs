namespace Recommender.Service.People;

/// <summary>One change of access rights.</summary>
public sealed record AccessChange
{
    public required DateTimeOffset At { get; init; }

    /// <summary>The actor's name at that time.</summary>
    public required string Who { get; init; }

    /// <summary>See <see cref="Actor.Id"/>; null for changes recorded by earlier versions.</summary>
    public string? WhoId { get; init; }

    /// <summary>For example <c>invited</c>, <c>role</c>, <c>disabled</c>, <c>key added</c>.</summary>
    public required string Action { get; init; }

    /// <summary>A sign-in name, or the name of a key.</summary>
    public required string Subject { get; init; }

    /// <summary>The subject's id, as <see cref="WhoId"/>.</summary>
    public string? SubjectId { get; init; }

    public required string Details { get; init; }
}
