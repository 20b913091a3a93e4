namespace Recommender.Service.People;

/// <summary>What a password must be: long. Rules on its letters make it no harder to guess (NIST SP 800-63B, 3.1.1.2).</summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 256;

    /// <returns>What is wrong, in words; null where nothing is.</returns>
    public static string? Fault(string? password, string? signIn) => password switch
    {
        null or { Length: < MinLength } => $"Use at least {MinLength} characters; a few words that only you would put together are good.",
        { Length: > MaxLength } => $"Use at most {MaxLength} characters.",
        _ when signIn is { Length: > 3 } && password.Contains(signIn, StringComparison.OrdinalIgnoreCase) => "A password must not contain the sign-in name.",
        _ when password.Distinct().Count() < 5 => "Use more than four different characters.",
        _ => null,
    };
}
