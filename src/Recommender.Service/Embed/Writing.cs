namespace Recommender.Service.Embed;

/// <summary>How texts of a language are written.</summary>
internal static class Writing
{
    private static readonly HashSet<string> FromTheRight = new(StringComparer.OrdinalIgnoreCase)
    {
        "ar", "arc", "arz", "ary", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps",
        "sd", "skr", "syr", "ug", "ur", "yi",
    };

    private static readonly HashSet<string> ScriptsFromTheRight = new(StringComparer.OrdinalIgnoreCase)
    {
        "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa",
    };

    /// <param name="language">A BCP 47 tag; a script in it ("az-Arab") counts more than the language.</param>
    /// <returns>The HTML attribute <c>dir</c>; null without a language, which leaves the direction to the page.</returns>
    public static string? Direction(string? language)
    {
        if (string.IsNullOrWhiteSpace(language))
        {
            return null;
        }

        var parts = language.Split('-', '_');
        var script = parts.Skip(1).FirstOrDefault(part => part.Length == 4 && part.All(char.IsAsciiLetter));
        return (script is null ? FromTheRight.Contains(parts[0]) : ScriptsFromTheRight.Contains(script)) ? "rtl" : "ltr";
    }
}
