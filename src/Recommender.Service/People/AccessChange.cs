namespace Recommender.Service.People;

/// <summary>One change of access rights.</summary>
public sealed record AccessChange
{
    public required DateTimeOffset At { get; init; }

    public required string Who { get; init; }

    /// <summary>For example <c>invited</c>, <c>role</c>, <c>disabled</c>, <c>key added</c>.</summary>
    public required string Action { get; init; }

    public required string Subject { get; init; }

    public required string Details { get; init; }
}
