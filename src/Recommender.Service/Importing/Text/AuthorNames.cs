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

        // Escaped twice.
        text = text.Contains("</", StringComparison.Ordinal) ? Markup.ToPlain(text) ?? "" : text;
        var name = WebAddress().Replace(Address().Replace(text, " "), " ").Trim();
        // What surrounded an address: "(Ann Example)", "mailto:".
        name = Left().Replace(name, "").Trim(' ', '<', '>', '[', ']', '"', ',', ';', ':');
        name = Unwrapped(name);
        return name.Any(char.IsLetter) && !name.Contains("://", StringComparison.Ordinal) ? Markup.OneLine(name) : null;
    }

    // "(Ann Example)" is Ann Example; "Ann Example (Reuters)" stays.
    private static string Unwrapped(string name)
    {
        var opens = name.Count(c => c == '(');
        var closes = name.Count(c => c == ')');
        return name.StartsWith('(') && name.EndsWith(')') && opens == 1 ? name[1..^1].Trim()
            : opens == closes ? name : name.Trim(' ', '(', ')');
    }

    [GeneratedRegex(@"(?:&lt;|<)?\s?(?:mailto:)?[^\s@<>()""',;&]{1,64}@[^\s@<>()""',;&]{1,255}\s?(?:&gt;|>)?", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"\bhttps?://[^\s()<>]{1,500}", RegexOptions.IgnoreCase)]
    private static partial Regex WebAddress();

    [GeneratedRegex(@"\bmailto:|\(\s*\)|<\s*>", RegexOptions.IgnoreCase)]
    private static partial Regex Left();
}
