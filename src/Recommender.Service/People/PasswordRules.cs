namespace Recommender.Service.People;

/// <summary>
/// The rule for passwords: length. Rules about character classes do not make them harder to guess (NIST SP 800-63B, 3.1.1.2).
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 256;

    /// <returns>The problem in words; null if the password is acceptable.</returns>
    public static string? Fault(string? password, string? signIn) => password switch
    {
        null or { Length: < MinLength } => $"Use at least {MinLength} characters; a few words that only you would combine work well.",
        { Length: > MaxLength } => $"Use at most {MaxLength} characters.",
        _ when signIn is { Length: > 3 } && password.Contains(signIn, StringComparison.OrdinalIgnoreCase) =>
            "A password must not contain the sign-in name.",
        _ when password.Distinct().Count() < 5 => "Use more than four different characters.",
        _ => null,
    };
}
