namespace Recommender.Service.Articles.Identity;

/// <summary>Whether two items are the same article, by what they say.</summary>
internal static class SameStory
{
    private const int Piece = 8;
    private const int Compared = 6000;
    private const int EnoughPieces = 20;

    // A corrected text keeps most of its pieces, a teaser is a part of the text; two texts share few.
    private const double MostlySame = 0.6;

    /// <summary>Whether titles have the same letters and digits.</summary>
    public static bool HasTitle(string one, string other) =>
        one == other || (Letters(one) is { Length: > 0 } letters && letters.Equals(Letters(other), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether most of the shorter text is in the other. Compares their beginnings; of any language.</summary>
    public static bool HasText(string one, string other)
    {
        var (first, second) = (Pieces(one), Pieces(other));
        var (less, more) = first.Count <= second.Count ? (first, second) : (second, first);
        return less.Count >= EnoughPieces && less.Count(more.Contains) >= MostlySame * less.Count;
    }

    private static HashSet<int> Pieces(string text)
    {
        var letters = Letters(text.Length > Compared ? text[..Compared] : text);
        var pieces = new HashSet<int>();
        for (var i = 0; i + Piece <= letters.Length; i++)
        {
            pieces.Add(string.GetHashCode(letters.AsSpan(i, Piece), StringComparison.OrdinalIgnoreCase));
        }

        return pieces;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
