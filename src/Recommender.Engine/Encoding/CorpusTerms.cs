namespace Recommender.Engine.Encoding;

/// <summary>All documents read into terms, with one vocabulary of terms and one of names.</summary>
internal sealed record CorpusTerms(DocumentTerms[] Documents, Vocabulary Terms, Vocabulary Names)
{
    private const int ChunkSize = 256;

    /// <summary>Reads the documents on all cores. Ids do not depend on how the work was shared out.</summary>
    public static CorpusTerms Read(IReadOnlyList<Document> documents, IProgress<StageProgress>? progress, CancellationToken cancel)
    {
        var chunks = documents.Chunk(ChunkSize).ToArray();
        var read = new (DocumentTerms[] Documents, Vocabulary Terms, Vocabulary Names)[chunks.Length];
        var done = 0;
        Parallel.For(0, chunks.Length, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, c =>
        {
            var (terms, names) = (new Vocabulary(), new Vocabulary());
            var reader = new TermReader(terms, names, grow: true);
            read[c] = (Array.ConvertAll(chunks[c], reader.Read), terms, names);
            progress?.Report(new StageProgress("reading words", Interlocked.Add(ref done, chunks[c].Length), documents.Count));
        });

        var (allTerms, allNames) = (new Vocabulary(), new Vocabulary());
        var all = new List<DocumentTerms>(documents.Count);
        foreach (var chunk in read)
        {
            var terms = chunk.Terms.Words.Select(allTerms.Add).ToArray();
            var names = chunk.Names.Words.Select(allNames.Add).ToArray();
            foreach (var document in chunk.Documents)
            {
                Renumber(document.Title, terms);
                Renumber(document.Body, terms);
                Renumber(document.Names, names);
                all.Add(document);
            }
        }

        return new CorpusTerms([.. all], allTerms, allNames);
    }

    private static void Renumber(int[] ids, int[] map)
    {
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = map[ids[i]];
        }
    }
}
