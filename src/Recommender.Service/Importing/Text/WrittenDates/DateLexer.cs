using System.Globalization;
using System.Text;
using ADRaffy.ENSNormalize;

namespace Recommender.Service.Importing.Text.WrittenDates;

/// <summary>Parts a written date into numbers, words and marks, in any script.</summary>
internal static class DateLexer
{
    private const int MostDigits = 18;

    /// <summary>The tokens of a text. Takes time proportional to its length.</summary>
    public static List<DateToken> Read(string text)
    {
        var tokens = new List<DateToken>();
        var (isSpaced, depth) = (false, 0);
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var c = text[i];
            if (char.IsDigit(c))
            {
                var value = 0L;
                for (; i < text.Length && char.IsDigit(text[i]); i++)
                {
                    value = i - start < MostDigits ? (value * 10) + CharUnicodeInfo.GetDecimalDigitValue(text[i]) : -1;
                }

                tokens.Add(new DateToken(DateTokenKind.Number, "", value, i - start, start, isSpaced, depth > 0));
                isSpaced = false;
            }
            else if (IsOfWord(c))
            {
                while (i < text.Length && IsOfWord(text[i]))
                {
                    i++;
                }

                foreach (var word in DateWords.Parted(Fold(text[start..i])))
                {
                    tokens.Add(new DateToken(DateTokenKind.Word, word, 0, 0, start, isSpaced, depth > 0));
                    isSpaced = false;
                }
            }
            else
            {
                i++;
                if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control)
                {
                    isSpaced = true;
                }
                else if (Plain(c) is '(' or '[' or ')' or ']')
                {
                    depth = Plain(c) is '(' or '[' ? depth + 1 : Math.Max(0, depth - 1);
                    isSpaced = true;
                }
                else
                {
                    tokens.Add(new DateToken(DateTokenKind.Mark, Plain(c).ToString(), 0, 0, start, isSpaced, depth > 0));
                    isSpaced = false;
                }
            }
        }

        return tokens;
    }

    /// <summary>A word in lower case and without the accents that are often left out.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word.ToLowerInvariant();
        }

        var folded = new StringBuilder(word.Length);
        foreach (var c in ENSNormalize.NF.NFD(word))
        {
            // Accents of Latin, Greek and Cyrillic; vowel points of Hebrew and Arabic. Other scripts' marks are letters.
            if (c is >= '\u0300' and <= '\u036F' or >= '\u0591' and <= '\u05C7' or >= '\u064B' and <= '\u065F' or '\u0670' or '\u0640')
            {
                continue;
            }

            folded.Append(char.ToLowerInvariant(c) switch
            {
                'ı' or 'İ' => "i",
                'ł' => "l",
                'đ' or 'ð' => "d",
                'ø' => "o",
                'æ' => "ae",
                'ß' => "ss",
                'ς' => "σ",
                'º' => "o",
                'ª' => "a",
                // Arabic keyboards write Persian letters.
                'ي' or 'ى' => "ی",
                'ك' => "ک",
                var other => other.ToString(),
            });
        }

        return folded.ToString();
    }

    private static bool IsOfWord(char c) => c != '\u02BC' && (char.IsLetter(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    // Marks of East Asian and other scripts, dashes, quotes.
    private static char Plain(char c) => c switch
    {
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212' or '\uFF0D' => '-',
        '\u2019' or '\u2018' or '\u02BC' or '\u05F3' or '\u05F4' or '\u0060' or '"' => '\'',
        '\u060C' or '\u3001' or '\uFF0C' => ',',
        '\uFF1A' => ':',
        '\uFF0F' => '/',
        '\uFF0E' or '\u0970' or '\u3002' => '.',
        '\uFF08' or '\u3010' => '(',
        '\uFF09' or '\u3011' => ')',
        '\uFF0B' => '+',
        _ => c,
    };
}
