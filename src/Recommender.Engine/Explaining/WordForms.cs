using Lucene.Net.Analysis.TokenAttributes;
using Recommender.Engine.Encoding;

namespace Recommender.Engine.Explaining;

/// <summary>Maps stems back to the words of a document.</summary>
internal sealed class WordForms
{
    private static readonly string[] Possessives = ["'s", "’s", "'S", "’S"];
    private readonly Dictionary<string, List<(string Form, int Count)>> _forms = new(StringComparer.Ordinal);

    private WordForms()
    {
    }

    /// <param name="document">The document to search.</param>
    public static WordForms In(Document document, IReadOnlySet<string> wanted)
    {
        var forms = new WordForms();
        forms.Read(document.Title, document.Language, wanted);
        forms.Read(document.Text, document.Language, wanted);
        return forms;
    }

    /// <summary>
    /// The most frequent form of a stem in the document; among equally frequent forms the first. The stem itself if it does not occur.
    /// </summary>
    public string this[string stem] => _forms.TryGetValue(stem, out var forms) ? forms.MaxBy(form => form.Count).Form : stem;

    private void Read(string text, string? language, IReadOnlySet<string> wanted)
    {
        text = TermReader.Bounded(text);
        using var stream = Analyzers.For(language).GetTokenStream("", text);
        var term = stream.GetAttribute<ICharTermAttribute>();
        var offset = stream.GetAttribute<IOffsetAttribute>();
        stream.Reset();
        while (stream.IncrementToken())
        {
            var stem = new string(term.Buffer, 0, term.Length);
            if (wanted.Contains(stem))
            {
                var start = Math.Clamp(offset.StartOffset, 0, text.Length);
                Count(stem, text[start..Math.Clamp(offset.EndOffset, start, text.Length)]);
            }
        }

        stream.End();
    }

    private void Count(string stem, string word)
    {
        var form = Possessives.Any(ending => word.EndsWith(ending, StringComparison.Ordinal)) ? word[..^2] : word;
        if (!_forms.TryGetValue(stem, out var known))
        {
            _forms[stem] = known = [];
        }

        var at = known.FindIndex(other => string.Equals(other.Form, form, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            known.Add((form, 1));
            return;
        }

        // A word that occurs in lower case anywhere is not a name; elsewhere it only begins a sentence.
        var smaller = string.CompareOrdinal(form, known[at].Form) > 0 ? form : known[at].Form;
        known[at] = (smaller, known[at].Count + 1);
    }
}
