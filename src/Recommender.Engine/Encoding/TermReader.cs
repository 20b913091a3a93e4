using Lucene.Net.Analysis.TokenAttributes;

namespace Recommender.Engine.Encoding;

/// <summary>Splits documents into terms (stemmed words without stop words) and names (capitalised phrases).</summary>
/// <param name="terms">Vocabulary of terms.</param>
/// <param name="names">Vocabulary of names.</param>
/// <param name="grow">True to add new words to the vocabularies; false to read them as -1.</param>
/// <remarks>Not thread-safe; use one reader and one pair of vocabularies per thread.</remarks>
internal sealed class TermReader(Vocabulary terms, Vocabulary names, bool grow)
{
    // More text does not change an article's topic, but it would let one hostile article cost as much as a thousand.
    private const int MaxLength = 200_000;

    private static readonly System.Buffers.SearchValues<char> SentenceEnds = System.Buffers.SearchValues.Create(".!?:\n\"“");

    private readonly List<int> _words = [];
    private readonly List<int> _blockEnds = [];
    private readonly List<int> _sentenceEnds = [];
    private readonly List<int> _names = [];
    private readonly System.Text.StringBuilder _phrase = new();
    private int _phraseWords;

    public DocumentTerms Read(Document document) => Read(document.Title, document.Text, document.Language);

    public DocumentTerms Read(string titleText, string bodyText, string? language)
    {
        _names.Clear();
        ReadText(titleText, language);
        var title = _words.ToArray();
        ReadText(bodyText, language);
        return new DocumentTerms
        {
            Title = title,
            Body = [.. _words],
            BlockEnds = [.. _blockEnds],
            SentenceEnds = [.. _sentenceEnds],
            Names = [.. _names],
        };
    }

    /// <summary>The part of a text that is read.</summary>
    public static string Bounded(string text) => text.Length > MaxLength ? text[..MaxLength] : text;

    private void ReadText(string text, string? language)
    {
        _words.Clear();
        _blockEnds.Clear();
        _sentenceEnds.Clear();
        text = Bounded(text);
        using var stream = Analyzers.For(language).GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        var end = 0;
        while (stream.IncrementToken())
        {
            var start = Math.Clamp(offset.StartOffset, 0, text.Length);
            var gap = start > end ? text.AsSpan(end, start - end) : [];
            if (_words.Count > 0 && gap.Contains('\n'))
            {
                EndPhrase();
                _blockEnds.Add(_words.Count);
                _sentenceEnds.Add(_words.Count);
            }
            else if (_words.Count > 0 && EndsSentence(gap))
            {
                _sentenceEnds.Add(_words.Count);
            }

            var word = term.Buffer.AsSpan(0, term.Length);
            ReadName(word, gap, start < text.Length && char.IsUpper(text[start]), start == 0);
            _words.Add(grow ? terms.Add(word) : terms.Find(word));
            end = Math.Clamp(offset.EndOffset, start, text.Length);
        }

        stream.End();
        EndPhrase();
        _blockEnds.Add(_words.Count);
        if (_words.Count > 0)
        {
            _sentenceEnds.Add(_words.Count);
        }
    }

    // A full stop ends a sentence if a space follows ("1.45.0" is one word); a Chinese or Japanese one always does.
    private static bool EndsSentence(ReadOnlySpan<char> gap)
    {
        for (var i = 0; i < gap.Length; i++)
        {
            if (gap[i] is '。' or '！' or '？' || (gap[i] is '.' or '!' or '?' && i + 1 < gap.Length && char.IsWhiteSpace(gap[i + 1])))
            {
                return true;
            }
        }

        return false;
    }

    // A phrase is a run of capitalised words separated by single spaces. A lone capitalised word counts unless it begins a sentence.
    private void ReadName(ReadOnlySpan<char> word, ReadOnlySpan<char> gap, bool capital, bool first)
    {
        if (!capital)
        {
            EndPhrase();
            return;
        }

        if (_phraseWords != 0 && gap is not " ")
        {
            EndPhrase();
        }

        var startsSentence = first || gap.ContainsAny(SentenceEnds);
        if (_phraseWords == 0 && startsSentence)
        {
            _phraseWords = -1; // a lone word here is not a name
            _phrase.Append(word);
            return;
        }

        if (_phraseWords != 0)
        {
            _phrase.Append(' ');
        }

        _phraseWords = _phraseWords < 0 ? 2 : _phraseWords + 1;
        _phrase.Append(word);
    }

    private void EndPhrase()
    {
        if (_phraseWords > 0 && _phrase.Length > 1)
        {
            var name = _phrase.ToString();
            _names.Add(grow ? names.Add(name) : names.Find(name));
        }

        _phraseWords = 0;
        _phrase.Clear();
    }
}
