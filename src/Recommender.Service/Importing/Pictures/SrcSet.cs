using System.Globalization;

namespace Recommender.Service.Importing.Pictures;

/// <summary>The candidates of a <c>srcset</c> attribute, read as the HTML standard says.</summary>
internal static class SrcSet
{
    /// <summary>Wide enough for a block on any screen, in pixels.</summary>
    public const int Wide = 1600;

    private const int MostCandidates = 100;
    private const double Dense = 2;

    /// <summary>The widest candidate up to <see cref="Wide"/> pixels, otherwise the narrowest above.</summary>
    /// <returns>Its URL as written, and its width in pixels if stated; null if there is none.</returns>
    public static (string Url, int? Width)? Best(string? srcset)
    {
        (string Url, int? Width, double Score)? best = null;
        foreach (var (url, width, density) in Candidates(srcset))
        {
            // Of those that are too large, the smallest; below all others.
            var score = width is { } pixels ? pixels <= Wide ? pixels : -pixels : density <= Dense ? density : -density;
            var isBetter = best is not { } known || (score > 0 ? score > known.Score : known.Score <= 0 && score > known.Score);
            best = isBetter ? (url, width, score) : best;
        }

        return best is { } found ? (found.Url, found.Width) : null;
    }

    private static IEnumerable<(string Url, int? Width, double Density)> Candidates(string? srcset)
    {
        var text = srcset ?? "";
        var at = 0;
        for (var count = 0; count < MostCandidates; count++)
        {
            at = Skip(text, at, c => char.IsWhiteSpace(c) || c == ',');
            if (at >= text.Length)
            {
                yield break;
            }

            var end = Skip(text, at, c => !char.IsWhiteSpace(c));
            var url = text[at..end];
            if (url.EndsWith(',') && url.TrimEnd(',') is { Length: > 0 } alone)
            {
                yield return (alone, null, 1);
                at = end;
                continue;
            }

            var next = Skip(text, end, c => c != ',');
            var (width, density) = Size(text[end..next]);
            yield return (url, width, density);
            at = next;
        }
    }

    private static (int? Width, double Density) Size(string descriptors)
    {
        int? width = null;
        double density = 1;
        foreach (var word in descriptors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[^1] == 'w' && int.TryParse(word.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels))
            {
                width = Picture.Size(pixels);
            }
            else if (word[^1] == 'x'
                && double.TryParse(word.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var times))
            {
                density = times;
            }
        }

        return (width, density);
    }

    private static int Skip(string text, int at, Func<char, bool> isSkipped)
    {
        while (at < text.Length && isSkipped(text[at]))
        {
            at++;
        }

        return at;
    }
}
