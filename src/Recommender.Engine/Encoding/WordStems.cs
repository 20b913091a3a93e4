using Lucene.Net.Analysis.TokenAttributes;

namespace Recommender.Engine.Encoding;

/// <summary>Stems of single words, as the ranking reads them.</summary>
public static class WordStems
{
    /// <summary>The stem of a word; null if the language's analyzer drops the word or reads several from it.</summary>
    /// <param name="word">A word in lower case.</param>
    /// <param name="language">ISO 639-1 code; null for English.</param>
    public static string? Of(string word, string? language)
    {
        using var stream = Analyzers.For(language).GetTokenStream("", word);
        var term = stream.GetAttribute<ICharTermAttribute>();
        stream.Reset();
        var stem = stream.IncrementToken() ? term.ToString() : null;
        var more = stream.IncrementToken();
        stream.End();
        return more || string.IsNullOrEmpty(stem) ? null : stem;
    }
}
