using Lingua;
using static Lingua.Language;

namespace Recommender.Service.Importing.Text;

/// <summary>The language of a text: given by the source, else told from its words.</summary>
internal static class Languages
{
    // Shorter texts are guessed wrong too often; a wrong language hides an article from its neighbours.
    private const int ShortestText = 60;

    // A millisecond for 200 characters, three for 400, with no more right answers.
    private const int Sample = 250;

    // Costs 35 MB and two seconds, so only where a text needs it.
    private static readonly Lazy<LanguageDetector> Detector = new(() => LanguageDetectorBuilder.FromLanguages(
        English, German, French, Spanish, Portuguese, Italian, Dutch, Catalan, Danish, Swedish, Bokmal, Finnish, Polish, Czech,
        Slovak, Hungarian,
        Romanian, Croatian, Slovene, Russian, Ukrainian, Bulgarian, Greek, Turkish, Arabic, Persian, Hebrew, Hindi, Bengali, Thai, Japanese,
        Korean, Chinese, Vietnamese, Indonesian).WithLowAccuracyMode().Build());

    /// <summary>ISO 639-1 code of a language tag ("en-US" gives "en"); null for what is none.</summary>
    public static string? Given(string? tag)
    {
        tag = tag?.Trim();
        if (tag is not { Length: >= 2 } || (tag.Length > 2 && tag[2] is not ('-' or '_')) || !char.IsAsciiLetter(tag[0])
            || !char.IsAsciiLetter(tag[1]))
        {
            return null;
        }

        return tag[..2].ToLowerInvariant() switch
        {
            "nb" or "nn" => "no",
            "iw" => "he",
            var code => code,
        };
    }

    /// <summary>ISO 639-1 code; null where the text is too short to tell, or in a language that is not told apart here.</summary>
    public static string? Detect(string text)
    {
        if (text.Length < ShortestText)
        {
            return null;
        }

        if (FunctionWords.Guess(text) is { } plain)
        {
            return plain;
        }

        var language = Detector.Value.DetectLanguageOf(text[..Math.Min(Sample, text.Length)]);
        return language == Unknown ? null : Given(language.IsoCode6391().ToString());
    }
}
