using System.Collections.Frozen;
using Lucene.Net.Analysis;
using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Bg;
using Lucene.Net.Analysis.Ca;
using Lucene.Net.Analysis.Cjk;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Analysis.Cz;
using Lucene.Net.Analysis.Da;
using Lucene.Net.Analysis.De;
using Lucene.Net.Analysis.El;
using Lucene.Net.Analysis.En;
using Lucene.Net.Analysis.Es;
using Lucene.Net.Analysis.Eu;
using Lucene.Net.Analysis.Fa;
using Lucene.Net.Analysis.Fi;
using Lucene.Net.Analysis.Fr;
using Lucene.Net.Analysis.Ga;
using Lucene.Net.Analysis.Gl;
using Lucene.Net.Analysis.Hi;
using Lucene.Net.Analysis.Hu;
using Lucene.Net.Analysis.Hy;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Analysis.It;
using Lucene.Net.Analysis.Lv;
using Lucene.Net.Analysis.Nl;
using Lucene.Net.Analysis.No;
using Lucene.Net.Analysis.Pt;
using Lucene.Net.Analysis.Ro;
using Lucene.Net.Analysis.Ru;
using Lucene.Net.Analysis.Standard;
using Lucene.Net.Analysis.Sv;
using Lucene.Net.Analysis.Tr;
using Lucene.Net.Analysis.Util;
using Lucene.Net.Util;

namespace Recommender.Engine.Encoding;

/// <summary>
/// Lucene's tokenizers, stop words and stemmers by language. Text in an unsupported language is only tokenised and lower-cased.
/// </summary>
internal static class Analyzers
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;

    private static readonly Analyzer Unknown = new StandardAnalyzer(Version, CharArraySet.Empty);

    private static readonly FrozenDictionary<string, Lazy<Analyzer>> ByLanguage = new Dictionary<string, Func<Analyzer>>
    {
        ["en"] = English,
        ["ar"] = () => new ArabicAnalyzer(Version),
        ["bg"] = () => new BulgarianAnalyzer(Version),
        ["ca"] = () => new CatalanAnalyzer(Version),
        ["cs"] = () => new CzechAnalyzer(Version),
        ["da"] = () => new DanishAnalyzer(Version),
        ["de"] = () => new GermanAnalyzer(Version),
        ["el"] = () => new GreekAnalyzer(Version),
        ["es"] = () => new SpanishAnalyzer(Version),
        ["eu"] = () => new BasqueAnalyzer(Version),
        ["fa"] = () => new PersianAnalyzer(Version),
        ["fi"] = () => new FinnishAnalyzer(Version),
        ["fr"] = () => new FrenchAnalyzer(Version),
        ["ga"] = () => new IrishAnalyzer(Version),
        ["gl"] = () => new GalicianAnalyzer(Version),
        ["hi"] = () => new HindiAnalyzer(Version),
        ["hu"] = () => new HungarianAnalyzer(Version),
        ["hy"] = () => new ArmenianAnalyzer(Version),
        ["id"] = () => new IndonesianAnalyzer(Version),
        ["it"] = () => new ItalianAnalyzer(Version),
        ["ja"] = () => new CJKAnalyzer(Version),
        ["ko"] = () => new CJKAnalyzer(Version),
        ["lv"] = () => new LatvianAnalyzer(Version),
        ["nb"] = () => new NorwegianAnalyzer(Version),
        ["nl"] = () => new DutchAnalyzer(Version),
        ["nn"] = () => new NorwegianAnalyzer(Version),
        ["no"] = () => new NorwegianAnalyzer(Version),
        ["pt"] = () => new PortugueseAnalyzer(Version),
        ["ro"] = () => new RomanianAnalyzer(Version),
        ["ru"] = () => new RussianAnalyzer(Version),
        ["sv"] = () => new SwedishAnalyzer(Version),
        ["tr"] = () => new TurkishAnalyzer(Version),
        ["zh"] = () => new CJKAnalyzer(Version),
    }.ToFrozenDictionary(pair => pair.Key, pair => new Lazy<Analyzer>(pair.Value));

    /// <summary>The analyzer for an ISO 639-1 code; English if the language is unknown.</summary>
    public static Analyzer For(string? language) =>
        language is null ? ByLanguage["en"].Value
        : ByLanguage.TryGetValue(language, out var analyzer) ? analyzer.Value
        : Unknown;

    // EnglishAnalyzer has only 33 stop words; the Snowball list shipped with Lucene adds pronouns and auxiliary verbs.
    private static Analyzer English()
    {
        using var words =
            typeof(EnglishAnalyzer).Assembly.GetManifestResourceStream("Lucene.Net.Analysis.Common.Analysis.Snowball.english_stop.txt")
            ?? throw new InvalidDataException("Lucene's assembly does not contain its English stop words");
        using var reader = new StreamReader(words);
        var stop = WordlistLoader.GetSnowballWordSet(reader, Version);
        return Analyzer.NewAnonymous((_, text) =>
        {
            var tokens = new StandardTokenizer(Version, text);
            TokenStream stream = new EnglishPossessiveFilter(Version, tokens);
            stream = new LowerCaseFilter(Version, stream);
            stream = new StopFilter(Version, stream, stop);
            stream = new PorterStemFilter(stream);
            return new TokenStreamComponents(tokens, stream);
        });
    }
}
