namespace Recommender.Service.Importing.Text;

/// <summary>Replaces control characters that old Windows systems wrote for quotation marks, dashes and the like.</summary>
internal static class WindowsCharacters
{
    // What windows-1252 means by 0x80 to 0x9F; five have no meaning.
    private const string Meanings = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>The text with U+0080 to U+009F replaced by what they mean in windows-1252.</summary>
    public static string Of(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = from[i] is >= '\u0080' and <= '\u009F' ? Meanings[from[i] - '\u0080'] : from[i];
        }
    });
}
