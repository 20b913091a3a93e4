namespace Recommender.Service.People;

/// <summary>Why something was not done.</summary>
/// <param name="Kind">Of which sort the reason is.</param>
/// <param name="Field">What of the request is meant.</param>
/// <param name="Message">Words that follow the field's name.</param>
public sealed record Refusal(RefusalKind Kind, string Field, string Message)
{
    /// <summary>A sentence that stands alone.</summary>
    public string Sentence => Kind == RefusalKind.Invalid && Message.StartsWith("must", StringComparison.Ordinal)
        ? $"{Field} {Message}."
        : $"{char.ToUpperInvariant(Message[0])}{Message[1..]}.";

    public static Refusal Invalid(string field, string message) => new(RefusalKind.Invalid, field, message);
}
