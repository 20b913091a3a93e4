using System.Text.RegularExpressions;

namespace Recommender.Service.Tests.Docs;

/// <summary>Phrases that the project does not use; docs/glossary.md says what to write instead.</summary>
internal static partial class PlainEnglish
{
    /// <summary>Finds these phrases in a text.</summary>
    /// <param name="text">Prose or source; a comment or string of several lines is read as one, and an underscore as a space, because names
    /// of tests are sentences.</param>
    /// <returns>The line number, from 1, and the phrase.</returns>
    public static IEnumerable<(int Line, string Phrase)> Faults(string text)
    {
        // The mark \u0001 stands for a removed line end, so that lines can still be counted.
        var joined = LineEnd().Replace(text.Replace('_', ' '), " \u0001");
        return Phrases().Matches(joined).Select(match => (
            1 + joined.AsSpan(0, match.Index).Count('\n') + joined.AsSpan(0, match.Index).Count('\u0001'),
            match.Value.Replace("\u0001", "", StringComparison.Ordinal)));
    }

    /// <summary>The text of a page without the part between the marks that permit quoting the phrases.</summary>
    public static string WithoutQuoted(string page) =>
        Quoted().Replace(page, quoted => new string('\n', quoted.Value.Count(c => c == '\n')));

    [GeneratedRegex("""("[ \t]*)?\n[ \t]*(///?|\+ \$?"|\*)?[ \t]*(?=\S)""")]
    private static partial Regex LineEnd();

    [GeneratedRegex("<!-- phrases -->.*?<!-- /phrases -->", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        """
        \b(is|are|was|were|be)[ \u0001]+told\b
        |\btells?[ \u0001]+(how|what|of)\b
        |\bparted[ \u0001]+by\b
        |\b(taken|takes|take|took)[ \u0001]+up\b
        |\bthat[ \u0001]+there[ \u0001]+(is|are)\b
        |\bfor[ \u0001]+ever\b
        |\blooked[ \u0001]+away[ \u0001]+from\b
        |\bfor[ \u0001]+lack[ \u0001]+of\b
        |\bone's[ \u0001]+own\b
        |\bwhere[ \u0001]+(it|there|none|nothing|nobody|what)\b
        |\bwho[ \u0001]+(asks|acts|saves)\b
        |(?<!\bthere[ \u0001])(?<!\bthere[ \u0001]\u0001)\bis[ \u0001]+no[ \u0001]+(?!longer\b|more\b|less\b)\w+
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Phrases();
}
