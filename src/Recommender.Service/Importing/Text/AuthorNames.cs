using System.Text.RegularExpressions;

namespace Recommender.Service.Importing.Text;

/// <summary>Makes one line of the authors that a source states. Mail and web addresses are never part of it.</summary>
internal static partial class AuthorNames
{
    private const int Most = 20;

    /// <param name="stated">
    /// One author each, plain or HTML: "Ann Example", "ann@a.example (Ann Example)", "Ann Example &lt;ann@a.example&gt;".
    /// </param>
    /// <returns>The names without repetition, separated by commas, at most 20; null if there is none.</returns>
    public static string? Of(params IEnumerable<string?> stated)
    {
        var names = stated.Select(One).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static string? One(string? stated)
    {
        // The address in angle brackets goes first: as markup it would be one unknown tag.
        var text = Markup.ToPlain(stated is null ? null : Address().Replace(stated, " "));
        if (text is null)
        {
            return null;
        }

        var name = Address().Replace(text, " ").Trim();
        // What surrounded an address: "(Ann Example)", "mailto:".
        name = Left().Replace(name, "").TrimStart(' ', '(', ')', '<', '>', '[', ']', '"', ',', ';', ':')
            .TrimEnd(' ', '(', '<', '>', '[', '"', ',', ';', ':');
        // A bracket that closes what is in the name belongs to it: "Ann Example (The Courier)".
        name = name.Contains('(', StringComparison.Ordinal) ? name : name.TrimEnd(' ', ')');
        name = name.Contains('[', StringComparison.Ordinal) ? name : name.TrimEnd(' ', ']');
        return name.Any(char.IsLetter) && !name.Contains("://", StringComparison.Ordinal) ? Markup.OneLine(name) : null;
    }

    [GeneratedRegex(@"(?:&lt;|<)?\s?(?:mailto:)?[^\s@<>()""',;&]{1,64}@[^\s@<>()""',;&]{1,255}\s?(?:&gt;|>)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\bmailto:|\(\s*\)|<\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex Left();
}
