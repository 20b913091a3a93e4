namespace Recommender.Service.People;

/// <summary>The created value, or the reason for the refusal.</summary>
public sealed record Admitted<T>(T? Value, Refusal? Refusal)
{
    public static implicit operator Admitted<T>(T value) => new(value, null);

    public static implicit operator Admitted<T>(Refusal refusal) => new(default, refusal);
}
