using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Recommender.Engine.Encoding;

/// <summary>
/// All documents as terms, with one vocabulary of terms and one of names. It holds everything that training needs from the texts, so the
/// texts need not stay in memory.
/// </summary>
/// <param name="Heads">The documents without their texts.</param>
/// <param name="Documents">Terms by document.</param>
/// <param name="Masked">By document: its terms without anchor texts that quote a title; null if it has no such anchor.</param>
/// <param name="Anchors">By document and link: the terms of the anchor text.</param>
/// <param name="Terms">Vocabulary of the term ids.</param>
/// <param name="Names">Vocabulary of the name ids.</param>
internal sealed record CorpusTerms(
    IReadOnlyList<Document> Heads, DocumentTerms[] Documents,
    DocumentTerms?[] Masked, int[][][] Anchors, Vocabulary Terms, Vocabulary Names)
{
    private const int ChunkSize = 256;

    /// <summary>
    /// Reads a stream of documents on all cores and keeps only the returned data of each. The ids do not depend on how the work was
    /// distributed.
    /// </summary>
    /// <param name="documents">Enumerated once, by one thread at a time.</param>
    /// <param name="titleOf">Returns the title of a link's target, or null if it is not among the documents.</param>
    /// <param name="count">Expected number of documents, for <paramref name="progress"/>.</param>
    public static CorpusTerms Read(
        IEnumerable<Document> documents, Func<string, string?> titleOf,
        int count, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var read = new ConcurrentBag<Chunk>();
        var done = 0;
        var chunks = Partitioner.Create(
            documents.Chunk(ChunkSize).Select((chunk, number) => (chunk, number)), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(chunks,
                new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, item =>
            {
                read.Add(Chunk.Read(item.chunk, item.number, titleOf));
                progress?.Report(new StageProgress(TrainingStage.ReadingWords, Interlocked.Add(ref done, item.chunk.Length), count));
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.Count == 1)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return Joined([.. read.OrderBy(chunk => chunk.Number)]);
    }

    private static CorpusTerms Joined(Chunk[] chunks)
    {
        var (allTerms, allNames) = (new Vocabulary(), new Vocabulary());
        foreach (var chunk in chunks)
        {
            var terms = chunk.Terms.Words.Select(allTerms.Add).ToArray();
            var names = chunk.Names.Words.Select(allNames.Add).ToArray();
            foreach (var document in chunk.Documents.Concat(chunk.Masked.OfType<DocumentTerms>()))
            {
                Renumber(document.Title, terms);
                Renumber(document.Body, terms);
                Renumber(document.Names, names);
            }

            foreach (var anchor in chunk.Anchors.SelectMany(anchors => anchors))
            {
                Renumber(anchor, terms);
            }
        }

        return new CorpusTerms(
            [.. chunks.SelectMany(chunk => chunk.Heads)],
            [.. chunks.SelectMany(chunk => chunk.Documents)], [.. chunks.SelectMany(chunk => chunk.Masked)],
            [.. chunks.SelectMany(chunk => chunk.Anchors)], allTerms, allNames);
    }

    private static void Renumber(int[] ids, int[] map)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = ids[i] < 0 ? ids[i] : map[ids[i]];
        }
    }

    /// <summary>A run of consecutive documents with vocabularies of their own.</summary>
    private sealed record Chunk(
        int Number, Document[] Heads, DocumentTerms[] Documents,
        DocumentTerms?[] Masked, int[][][] Anchors, Vocabulary Terms, Vocabulary Names)
    {
        public static Chunk Read(Document[] documents, int number, Func<string, string?> titleOf)
        {
            var (terms, names) = (new Vocabulary(), new Vocabulary());
            var reader = new TermReader(terms, names, grow: true);
            var read = Array.ConvertAll(documents, reader.Read);
            // Splitting words across chunks of a text would create words that the site does not use.
            var known = new TermReader(terms, names, grow: false);
            return new Chunk(
                number, Array.ConvertAll(documents, document => document with { Text = "" }), read,
                Array.ConvertAll(documents, document => QuotedTitles.MaskedTerms(document, titleOf, known)),
                Array.ConvertAll(documents, document => OutLinks.Anchors(document, known)), terms, names);
        }
    }
}
