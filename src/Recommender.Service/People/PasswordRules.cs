namespace Recommender.Service.People;

/// <summary>
/// The rules for passwords: length, and that they are hard to guess: no common words, keyboard rows or names of the person and the site.
/// Rules about character classes do not make them harder to guess (NIST SP 800-63B, 3.1.1.2).
/// </summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 256;

    /// <summary>Of 0 to 4: a guess costs more than 10^8 tries.</summary>
    private const int LeastScore = 3;

    /// <summary>Longer texts take the estimate too long, and their beginning suffices.</summary>
    private const int Estimated = 64;

    /// <summary>Names of the product, which somebody who guesses tries first.</summary>
    private static readonly string[] Product = ["recommender", "desk", "related", "editor", "newsroom"];

    /// <param name="own">Names of the person and the sites; a password made of them is refused.</param>
    /// <returns>The problem in words; null if the password is acceptable.</returns>
    public static string? Fault(string? password, IEnumerable<string> own)
    {
        if (password is null or { Length: < MinLength })
        {
            return $"Use at least {MinLength} characters; a few words that only you would combine work well.";
        }

        if (password.Length > MaxLength)
        {
            return $"Use at most {MaxLength} characters.";
        }

        var names = own.Concat(Product).SelectMany(Parts).Distinct(StringComparer.Ordinal).ToList();
        var start = password[..Math.Min(password.Length, Estimated)];
        return password.Distinct().Count() < 5 || Score(start, names) < LeastScore || Score(Without(start, names), names) < LeastScore
            ? "This password is easy to guess: it is common, or made of names. A few words that only you would combine work well."
            : null;
    }

    private static int Score(string password, IEnumerable<string> names) =>
        password.Length == 0 ? 0 : Zxcvbn.Zxcvbn.MatchPassword(password, names).Score;

    // What remains must be hard to guess by itself: a name adds nothing.
    private static string Without(string password, IEnumerable<string> names) => names.OrderByDescending(name => name.Length)
        .Aggregate(password, (text, name) => text.Replace(name, "", StringComparison.OrdinalIgnoreCase));

    /// <summary>The name, and its words if they are long enough to mean it.</summary>
    private static IEnumerable<string> Parts(string name)
    {
        var words = name.ToLowerInvariant().Split([' ', '.', '-', '_', '@', '\''], StringSplitOptions.RemoveEmptyEntries);
        return words.Append(string.Concat(words)).Where(word => word.Length > 3);
    }
}
