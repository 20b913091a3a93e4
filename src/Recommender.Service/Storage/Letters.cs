using ADRaffy.ENSNormalize;

namespace Recommender.Service.Storage;

/// <summary>
/// Letters as search compares them: in lower case, without the marks that people leave out when they type (accents, Arabic and Hebrew
/// vowels), full-width ones as Latin and half-width ones as kana. Marks that make another letter (of Indic scripts, Thai, kana) stay.
/// </summary>
internal static class Letters
{
    private const string Katakana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";

    private static readonly ScriptKind[] Kinds = [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => Kind((char)c))];
    private static readonly char[] Simple = [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => Simplified((char)c))];

    /// <summary>The letter that stands for a character; '\0' if it is only a mark.</summary>
    public static char Of(char c) => Simple[c];

    /// <summary>The two letters that a character stands for; null if it is one.</summary>
    public static string? PairOf(char c) => c switch
    {
        'ß' or 'ẞ' => "ss", 'æ' or 'Æ' => "ae", 'œ' or 'Œ' => "oe", 'þ' or 'Þ' => "th", _ => null,
    };

    public static ScriptKind KindOf(char c) => Kinds[c];

    private static ScriptKind Kind(char c) => c switch
    {
        < '\u0e00' => IsLetter(c) ? ScriptKind.Spaced : ScriptKind.None,
        (>= '\u0e01' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff') =>
            IsLetter(c) ? ScriptKind.Alphabet : ScriptKind.None,
        (>= '\u3041' and <= '\u30ff') or (>= '\u3105' and <= '\u312f') or (>= '\u31f0' and <= '\u31ff') or (>= '\u3400' and <= '\u9fff')
            or (>= '\uac00' and <= '\ud7a3') or (>= '\uf900' and <= '\ufaff') or '々' or '〆' =>
            IsLetter(c) ? ScriptKind.Syllables : ScriptKind.None,
        _ => IsLetter(c) ? ScriptKind.Spaced : ScriptKind.None,
    };

    private static bool IsLetter(char c) => char.IsLetter(c) || char.IsNumber(c) || char.GetUnicodeCategory(c)
        is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    private static char Simplified(char c) => c switch
    {
        < '\u0080' => char.ToLowerInvariant(c),
        (>= '\u0300' and <= '\u036f') or '\u0640' or '\u0670' or '\u00ad' or '\u200c' or '\u200d' => '\0',
        (>= '\u0591' and <= '\u05bd') or '\u05bf' or '\u05c1' or '\u05c2' or '\u05c4' or '\u05c5' or '\u05c7' => '\0',
        (>= '\u0610' and <= '\u061a') or (>= '\u064b' and <= '\u065f') or (>= '\u06d6' and <= '\u06dc') => '\0',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' or 'ی' or 'ئ' => 'ي',
        'ؤ' => 'و',
        'ک' => 'ك',
        >= '٠' and <= '٩' => (char)(c - '٠' + '0'),
        >= '۰' and <= '۹' => (char)(c - '۰' + '0'),
        'ς' => 'σ',
        'ı' => 'i',
        'ø' or 'Ø' => 'o',
        'đ' or 'Đ' => 'd',
        'ł' or 'Ł' => 'l',
        >= '\uff01' and <= '\uff5e' => char.ToLowerInvariant((char)(c - 0xfee0)),
        >= '\uff66' and <= '\uff9d' => Katakana[c - '\uff66'],
        (>= '\u00c0' and <= '\u024f') or (>= '\u0370' and <= '\u052f') or (>= '\u1e00' and <= '\u1fff')
            or (>= '\ufb1d' and <= '\ufb4e') => Plain(c),
        _ => char.ToLowerInvariant(c),
    };

    // The letter without its accents: the first of the decomposed form.
    private static char Plain(char c) => ENSNormalize.NF.NFD(c.ToString()) is [var first, ..] && !char.IsSurrogate(first)
        ? char.ToLowerInvariant(first) : char.ToLowerInvariant(c);
}
