using System.Globalization;
using System.Text;
using ADRaffy.ENSNormalize;

namespace Recommender.Service.Importing.Folders;

/// <summary>Makes addresses of titles and file names, exactly as Hugo does.</summary>
/// <param name="keepsCase">Hugo's setting disablePathToLower.</param>
/// <param name="removesAccents">Hugo's setting removePathAccents.</param>
internal sealed class HugoPaths(bool keepsCase, bool removesAccents)
{
    /// <summary>Letters, digits, marks and a few signs stay; white space becomes a hyphen; everything else goes.</summary>
    public string Of(string text)
    {
        if (removesAccents && !Ascii.IsValid(text))
        {
            text = ENSNormalize.NF.NFC(string.Concat(ENSNormalize.NF.NFD(WithoutSurrogates(text)).EnumerateRunes()
                .Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)));
        }

        var path = new StringBuilder(text.Length);
        var (isPending, wasHyphen) = (false, false);
        var runes = text.EnumerateRunes().ToList();
        for (var i = 0; i < runes.Count; i++)
        {
            var rune = runes[i];
            if (IsKept(rune) || (rune.Value == '%' && i + 2 < runes.Count && IsHex(runes[i + 1]) && IsHex(runes[i + 2])))
            {
                wasHyphen = rune.Value == '-';
                if (isPending && !wasHyphen)
                {
                    path.Append('-');
                }

                isPending = false;
                path.Append(rune);
            }
            else if (path.Length > 0 && !wasHyphen && Rune.IsWhiteSpace(rune))
            {
                isPending = true;
            }
        }

        return keepsCase ? path.ToString() : path.ToString().ToLowerInvariant();
    }

    private static string WithoutSurrogates(string text) => string.Concat(text.EnumerateRunes());

    private static bool IsKept(Rune rune) => rune.Value is '.' or '/' or '\\' or '_' or '#' or '+' or '~' or '-' or '@'
        || Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.DecimalDigitNumber;

    private static bool IsHex(Rune rune) => rune.IsAscii && char.IsAsciiHexDigit((char)rune.Value);
}
