namespace Recommender.Service.People;

/// <summary>Why an operation was refused.</summary>
/// <param name="Field">The field of the request that caused it.</param>
/// <param name="Message">Text that follows the field's name.</param>
public sealed record Refusal(RefusalKind Kind, string Field, string Message)
{
    /// <summary>The reason as a complete sentence.</summary>
    public string Sentence => Kind == RefusalKind.Invalid && Message.StartsWith("must", StringComparison.Ordinal)
        ? $"{Field} {Message}."
        : $"{char.ToUpperInvariant(Message[0])}{Message[1..]}.";

    public static Refusal Invalid(string field, string message) => new(RefusalKind.Invalid, field, message);
}
