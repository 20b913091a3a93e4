using System.Globalization;
using System.Text;
using Recommender.Service.Articles;

namespace Recommender.Service.People;

/// <summary>Names of people and keys as they are shown: what is invisible or looks like another actor is not let in.</summary>
internal static class DisplayName
{
    public const int MaxLength = 100;

    /// <summary>More marks than this on one letter serve no script, but cover the lines around.</summary>
    private const int MaxMarks = 4;

    /// <summary>What histories call the program itself.</summary>
    private static readonly HashSet<string> Own =
        ["operator", "recommender", "recommenderbyitself", "openidconnect", "provider", "schedule", "system"];

    /// <summary>The name in Unicode's composed form, without control and invisible characters, with single spaces.</summary>
    /// <returns>"" if nothing is left. It may be longer than <see cref="MaxLength"/>.</returns>
    public static string Clean(string? name)
    {
        var text = new StringBuilder();
        var marks = 0;
        // Enumerated as runes, half a character becomes U+FFFD, so that the text can be normalised.
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (Rune.IsWhiteSpace(rune))
            {
                text.Append(' ');
            }
            else if (marks <= MaxMarks && !IsInvisible(rune, category))
            {
                text.Append(rune);
            }
        }

        return string.Join(' ', ComposedText.WithPlainLetters(text.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>As <see cref="Clean"/>, cut to <see cref="MaxLength"/> between two characters.</summary>
    public static string CleanAndCut(string? name) => Cut(Clean(name));

    /// <summary>A sign-in name that a provider gives: as people type it, without spaces and invisible characters.</summary>
    public static string CleanSignIn(string? signIn) => Cut(Clean(Person.Normalize(Clean(signIn))).Replace(' ', '.'));

    /// <summary>Whether histories use the name, or one like it, for the program itself.</summary>
    public static bool IsReserved(string name)
    {
        var typed = ComposedText.WithPlainLetters(name).ToLowerInvariant();
        return typed.StartsWith("key ", StringComparison.Ordinal) || Own.Contains(string.Concat(typed.Where(char.IsLetterOrDigit)));
    }

    /// <summary>The name followed by the sign-in name, which nobody else has.</summary>
    public static string WithSignIn(string name, string signIn, string id)
    {
        // Letters of other alphabets can look like Latin ones: then a part of the id makes the difference visible.
        var handle = Ascii.IsValid(signIn) ? signIn : $"{signIn}, #{id[^6..]}";
        return name == handle && !IsReserved(name) ? name : $"{name} ({handle})";
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var length = 0;
        for (var next = 0; length + next <= MaxLength; next = StringInfo.GetNextTextElementLength(text, length))
        {
            length += next;
        }

        return text[..length].TrimEnd();
    }

    private static bool IsInvisible(Rune rune, UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0xFFFD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164 or 0xFFA0
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
