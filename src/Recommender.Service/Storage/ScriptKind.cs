namespace Recommender.Service.Storage;

/// <summary>How words of a script are found in a text.</summary>
internal enum ScriptKind : byte
{
    /// <summary>Not part of a word.</summary>
    None,

    /// <summary>Blanks separate words.</summary>
    Spaced,

    /// <summary>A run of characters may contain several words, of one or two characters: Chinese, Japanese, Korean.</summary>
    Syllables,

    /// <summary>A run of letters may contain several words: Thai, Lao, Khmer, Burmese.</summary>
    Alphabet,
}
