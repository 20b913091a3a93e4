using System.Text;
using ADRaffy.ENSNormalize;

namespace Recommender.Service.Articles;

/// <summary>Unicode's composed form (NFC). .NET's own does nothing with InvariantGlobalization.</summary>
internal static class ComposedText
{
    /// <summary>The same text, with one character for a letter and its marks where Unicode has one.</summary>
    /// <param name="text">Without unpaired surrogates.</param>
    public static string Of(string text) => Ascii.IsValid(text) ? text : ENSNormalize.NF.NFC(text);

    /// <summary>The same text with each letter's marks as characters of their own.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Decomposed(string text) => Ascii.IsValid(text) ? text : ENSNormalize.NF.NFD(text);

    /// <summary>As <see cref="Of"/>, with full-width letters of Asian keyboards as Latin ones.</summary>
    /// <inheritdoc cref="Of"/>
    public static string WithPlainLetters(string text) => Ascii.IsValid(text) ? text
        : Of(string.Concat(text.Select(c => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c)));
}
