using Lucene.Net.Analysis.En;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Recommender.Benchmarks.Measuring;
using Recommender.Engine.GroundTruth;
using LuceneDocument = Lucene.Net.Documents.Document;

namespace Recommender.Benchmarks.Peers;

/// <summary>
/// A site in Lucene.NET: title and body in one field analysed by EnglishAnalyzer, in one segment on disk (memory-mapped), with term vectors
/// so that queries need not read the text again. Safe for concurrent use with one <see cref="Searcher"/> per thread.
/// </summary>
internal sealed class MoreLikeThisIndex : IDisposable
{
    private const string Text = "text";
    private const string Day = "day";
    private const int Undated = int.MinValue;

    private readonly TemporaryFolder _folder = new();
    private readonly MMapDirectory _directory;
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;
    private readonly MoreLikeThisSettings _settings;
    private readonly int[] _days;

    /// <summary>Indexes the documents in order: Lucene's document numbers are their positions.</summary>
    public MoreLikeThisIndex(IReadOnlyList<Engine.Document> documents, MoreLikeThisSettings settings)
    {
        _settings = settings;
        _days = [.. documents.Select(d => LinkSplit.DateOf(d)?.DayNumber ?? Undated)];
        _directory = new MMapDirectory(_folder.Path);
        using (var analyzer = new EnglishAnalyzer(LuceneVersion.LUCENE_48))
        {
            // This merge policy joins only neighbours, which keeps the order.
            var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer)
            {
                Similarity = settings.Similarity(), MergePolicy = new LogDocMergePolicy(),
            };
            using var writer = new IndexWriter(_directory, config);
            var text = new FieldType(TextField.TYPE_NOT_STORED) { StoreTermVectors = true, IndexOptions = IndexOptions.DOCS_AND_FREQS };
            for (var i = 0; i < documents.Count; i++)
            {
                writer.AddDocument(new LuceneDocument
                {
                    new Field(Text, documents[i].Title + "\n" + documents[i].Text, text),
                    new Int32Field(Day, _days[i], Field.Store.NO),
                });
            }

            writer.ForceMerge(1);
        }

        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader) { Similarity = settings.Similarity() };
    }

    /// <summary>Creates a searcher; use one per thread.</summary>
    public Searcher NewSearcher() => new(this);

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _folder.Dispose();
    }

    /// <summary>Searches the index. Not thread-safe.</summary>
    internal sealed class Searcher
    {
        private readonly MoreLikeThisIndex _index;
        private readonly MoreLikeThis _search;

        public Searcher(MoreLikeThisIndex index)
        {
            _index = index;
            _search = new MoreLikeThis(index._reader) { FieldNames = [Text] };
            index._settings.Apply(_search);
        }

        /// <summary>The documents most similar to one, best first, without itself.</summary>
        /// <param name="document">Its position.</param>
        /// <param name="count">Maximum number of documents.</param>
        public List<int> Find(int document, int count) => Find(document, count, null);

        /// <summary>
        /// The same, among documents published on or before its UTC date and undated ones; for an undated document, among all.
        /// </summary>
        public List<int> FindAsOf(int document, int count) => Find(
            document, count, _index._days[document] is var day && day == Undated
                ? null : NumericRangeFilter.NewInt32Range(Day, null, day, true, true));

        private List<int> Find(int document, int count, Filter? filter)
        {
            // One more, because the document is most similar to itself.
            var found = _index._searcher.Search(_search.Like(document), filter, count + 1).ScoreDocs;
            return [.. found.Select(hit => hit.Doc).Where(other => other != document).Take(count)];
        }
    }
}
