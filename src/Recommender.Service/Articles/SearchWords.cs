using System.Text.RegularExpressions;
using Recommender.Engine.Encoding;
using Recommender.Service.Storage;

namespace Recommender.Service.Articles;

/// <summary>Reads what was typed into a search.</summary>
internal static partial class SearchWords
{
    public const int MaxTerms = 24;

    /// <summary>More than this many characters are ignored.</summary>
    public const int MaxLength = 1000;

    // Of a stem: shorter ones begin words of too many meanings.
    private const int ShortestStem = 3;

    /// <summary>The words, and the parts of runs without blanks, each once; at most <see cref="MaxTerms"/>.</summary>
    /// <param name="typed">Any text.</param>
    /// <param name="languages">The languages of the site's articles, whose stemmers are used.</param>
    public static IReadOnlyList<SearchTerm> Of(string typed, IEnumerable<string?> languages)
    {
        var text = SchemeAndView().Replace(Composed(typed), "");
        var read = new List<(string Text, ScriptKind Kind)>();
        IndexedText.ReadRuns(text, (run, kind) => read.AddRange(PartsOf(run, kind).Select(part => (part, kind))));
        var isOpen = text.Length > 0 && !char.IsWhiteSpace(typed[^1]);
        return
        [
            .. read.Take(MaxTerms).Select((term, i) => new SearchTerm(
                term.Text, term.Kind, isOpen && i == read.Count - 1, term.Kind == ScriptKind.Spaced ? FormsOf(term.Text, languages) : []))
                .DistinctBy(term => term.Text),
        ];
    }

    /// <summary>The typed runs that are longer than their parts: an article may have all parts of one, but elsewhere.</summary>
    public static IReadOnlyList<string> RunsOf(string typed)
    {
        var runs = new List<string>();
        IndexedText.ReadRuns(Composed(typed), (run, kind) =>
        {
            if (kind != ScriptKind.Spaced && run.Length > IndexedText.PartOf(kind))
            {
                runs.Add(run);
            }
        });
        return runs;
    }

    /// <summary>The query of the index for articles of a site that contain all of the words.</summary>
    /// <param name="site">The site's name.</param>
    /// <param name="terms">At least one.</param>
    /// <param name="columns">Columns of the index, separated by blanks.</param>
    /// <param name="similar">Words of the index that are similar to a term; none if only the terms are meant.</param>
    public static string ToMatch(
        string site, IEnumerable<SearchTerm> terms, string columns, IReadOnlyDictionary<string, IReadOnlyList<string>>? similar = null)
    {
        var parts = new List<string>();
        IndexedText.ReadRuns(site, (run, _) => parts.Add($"\"{run}\""));
        var words = terms.Select(term => term.Condition(similar?.GetValueOrDefault(term.Text) ?? []));
        return $"site : ({string.Join(" AND ", parts)}) AND {{{columns}}} : ({string.Join(" AND ", words)})";
    }

    // An unpaired surrogate is not valid text and cannot be composed.
    private static string Composed(string typed) =>
        ComposedText.WithPlainLetters(string.Concat(typed.Take(MaxLength).Where(c => !char.IsSurrogate(c)))).Trim();

    // Of a run, the parts of full length: the shorter ones at its end are in the index for words of one character only.
    private static IEnumerable<string> PartsOf(string run, ScriptKind kind) =>
        kind == ScriptKind.Spaced || run.Length <= IndexedText.PartOf(kind) ? [run]
        : IndexedText.TokensOf(run, kind).Where(part => part.Length == IndexedText.PartOf(kind));

    private static List<string> FormsOf(string word, IEnumerable<string?> languages) =>
    [
        .. IndexedText.WithoutPrefixes(word).Concat(word.Any(char.IsDigit) ? []
            : languages.Select(language => WordStems.Of(word, language)).OfType<string>().Select(Simple))
            .Where(form => form.Length >= ShortestStem && form != word).Distinct(),
    ];

    private static string Simple(string stem) => string.Concat(stem.Select(Letters.Of).Where(c => Letters.KindOf(c) == ScriptKind.Spaced));

    // A pasted address: the store may have it with another scheme or without www.
    [GeneratedRegex(@"^(https?:/+)?(www\.)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SchemeAndView();
}
