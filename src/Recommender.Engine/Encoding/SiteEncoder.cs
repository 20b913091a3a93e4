using Recommender.Engine.Persistence;

namespace Recommender.Engine.Encoding;

/// <summary>
/// Turns a site's documents into vectors, with vocabularies and weights learned from the site's own texts. Immutable; safe for concurrent
/// use.
/// </summary>
internal sealed class SiteEncoder
{
    private const string Kind = "vocabulary";
    private const int Version = 1;
    private const int LeadTerms = 90;
    private const int Part = 2048;

    public required Vocabulary Terms { get; init; }

    public required Vocabulary Names { get; init; }

    public required Vocabulary Tags { get; init; }

    public required Vocabulary Sections { get; init; }

    public required Vocabulary Authors { get; init; }

    public required Vocabulary Languages { get; init; }

    public required BigramVocabulary Bigrams { get; init; }

    public required TermWeighting TermWeights { get; init; }

    public required TermWeighting BigramWeights { get; init; }

    public required TermWeighting NameWeights { get; init; }

    public required TermWeighting TagWeights { get; init; }

    public required TextEncoder Text { get; init; }

    public static SiteEncoder Fit(CorpusTerms corpus, RankingOptions options, Action<TrainingStage> stage)
    {
        var (documents, n) = (corpus.Heads, corpus.Heads.Count);
        var terms = Count(corpus.Documents.Select(d => d.Title.Concat(d.Body)), corpus.Terms.Count, n);
        // One thread learns the embedding while another counts bigrams.
        var vocabulary = Enumerable.Range(0, corpus.Terms.Count)
            .Where(id => terms.DocumentFrequency[id] > 1).Select(id => corpus.Terms[id]).ToArray();
        stage(TrainingStage.LearningEmbedding);
        var text = Task.Run(() => TextEncoder.Fit(Sample(corpus, options.EmbeddingSample), vocabulary, options.Dimensions, options.Seed));
        var bigrams = BigramVocabulary.Build(corpus.Documents);
        var pairs = corpus.Documents.Sum(d => (double)Math.Max(0, d.Body.Length + d.Title.Length - d.BlockEnds.Length - 1));
        // Bigrams outside the vocabulary appear in no vector, including those of later articles.
        var ignored = options.IgnoredTags.Select(Label).ToHashSet(StringComparer.Ordinal);
        var tags = new Vocabulary();
        var tagWeights = Count(
            documents.Select(d => d.Tags.Select(Label).Where(t => !ignored.Contains(t)).Select(tags.Add).Distinct()).ToArray(), -1, n);
        return new SiteEncoder
        {
            Terms = corpus.Terms,
            Names = corpus.Names,
            Tags = tags,
            Sections = new Vocabulary(documents.Select(d => d.Section).OfType<string>()),
            Authors = new Vocabulary(documents.Select(d => d.Author).OfType<string>()),
            Languages = new Vocabulary(documents.Select(d => d.Language).OfType<string>()),
            Bigrams = bigrams,
            TermWeights = terms,
            BigramWeights = TermWeighting.Of(bigrams.DocumentFrequency, n, pairs),
            NameWeights = Count(corpus.Documents.Select(d => d.Names), corpus.Names.Count, n),
            TagWeights = tagWeights,
            Text = text.GetAwaiter().GetResult(),
        };
    }

    /// <summary>Encodes documents; words that the encoder was not fitted on are ignored.</summary>
    /// <param name="read">The same documents, read with this encoder's vocabularies.</param>
    public EncodedDocuments Encode(IReadOnlyList<Document> documents, DocumentTerms[] read)
    {
        var n = documents.Count;
        var (vectors, sentences, sentenceStarts) = (new SparseTable(EncodedDocuments.Columns), new SparseTable(1), new int[n + 1]);
        // In parts: creating all rows at once would need as much memory as the table itself.
        for (var from = 0; from < n; from += Part)
        {
            var rows = new Rows[Math.Min(Part, n - from)];
            Parallel.For(0, rows.Length, i => rows[i] = Encode(documents[from + i], read[from + i]));
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i].AddTo(vectors);
                foreach (var (ids, weights) in rows[i].Sentences)
                {
                    sentences.Add(ids, weights);
                }

                sentenceStarts[from + i + 1] = sentences.Rows;
            }

            if (from == 0)
            {
                vectors.Reserve(n);
                sentences.Reserve((int)((long)sentences.Rows * n / rows.Length));
            }
        }

        return new EncodedDocuments
        {
            Ids = [.. documents.Select(d => d.Id)],
            Vectors = vectors,
            SentenceVectors = sentences,
            SentenceStarts = sentenceStarts,
            Embeddings = Text.Encode(read, Terms.Words),
            Dimensions = Text.Dimensions,
            Days = [.. documents.Select(d =>
                d.Published is { } p ? DateOnly.FromDateTime(p.UtcDateTime).DayNumber : EncodedDocuments.Undated)],
            Sections = [.. documents.Select(d => d.Section is null ? -1 : Sections.Find(d.Section))],
            Authors = [.. documents.Select(d => d.Author is null ? -1 : Authors.Find(d.Author))],
            Languages = [.. documents.Select(d => d.Language is null ? -1 : Languages.Find(d.Language))],
            Lengths = [.. read.Select(d => d.Title.Length + d.Body.Length)],
        };
    }

    /// <summary>Reads and encodes documents that the encoder was not fitted on.</summary>
    public EncodedDocuments Encode(IReadOnlyList<Document> documents)
    {
        var reader = new TermReader(Terms, Names, grow: false);
        return Encode(documents, [.. documents.Select(reader.Read)]);
    }

    private Rows Encode(Document document, DocumentTerms read)
    {
        var tags = document.Tags.Select(t => Tags.Find(Label(t))).Where(id => id >= 0).Distinct().ToArray();
        return new Rows(
            TermWeights.Vector(read.Body, [.. read.Title, .. read.Title]),
            BigramWeights.Vector(Bigrams.Read(read.Title, read.Body, read.BlockEnds), []),
            NameWeights.Vector(read.Names, []),
            TermWeights.Vector(read.Body.AsSpan(0, Math.Min(LeadTerms, read.Body.Length)), read.Title),
            TermWeights.Vector(read.Title, []),
            BigramWeights.Vector(Bigrams.Read(read.Title, [], []), []),
            TagWeights.Vector(tags, []),
            Sentences(read));
    }

    // In a very long body, neighbouring sentences are joined.
    private (int[] Ids, float[] Weights)[] Sentences(DocumentTerms read)
    {
        var size = read.Body.Length / EncodedDocuments.MaxSentences + 1;
        var sentences = new List<(int[], float[])>();
        var start = 0;
        foreach (var end in read.SentenceEnds)
        {
            if (end - start >= size || end == read.Body.Length)
            {
                sentences.Add(TermWeights.Vector(read.Body.AsSpan(start, end - start), []));
                start = end;
            }
        }

        return [.. sentences];
    }

    // A sample of constant size keeps the cost of this step independent of the site; taking every k-th document covers the whole period.
    private static CorpusTerms Sample(CorpusTerms corpus, int size)
    {
        var step = (corpus.Documents.Length + size - 1) / size;
        return step <= 1 ? corpus : corpus with { Documents = [.. corpus.Documents.Where((_, i) => i % step == 0)] };
    }

    /// <summary>A tag in the normalised spelling by which tags are compared.</summary>
    public static string Label(string tag) => tag.Trim().ToLowerInvariant();

    private static TermWeighting Count(IEnumerable<IEnumerable<int>> occurrences, int ids, int documents)
    {
        var frequency = new List<int>(Enumerable.Repeat(0, Math.Max(0, ids)));
        var lastSeen = new List<int>(Enumerable.Repeat(-1, Math.Max(0, ids)));
        var (entries, row) = (0L, 0);
        foreach (var document in occurrences)
        {
            foreach (var id in document)
            {
                while (id >= frequency.Count)
                {
                    frequency.Add(0);
                    lastSeen.Add(-1);
                }

                entries++;
                if (lastSeen[id] != row)
                {
                    lastSeen[id] = row;
                    frequency[id]++;
                }
            }

            row++;
        }

        return TermWeighting.Of([.. frequency], documents, entries);
    }

    public void Save(string folder)
    {
        Text.Save(Path.Combine(folder, "encoder.zip"));
        using var writer = new ArrayWriter(Path.Combine(folder, "vocabulary.bin"), Kind, Version);
        foreach (var vocabulary in (Vocabulary[])[Terms, Names, Tags, Sections, Authors, Languages])
        {
            writer.Write(vocabulary.Words);
        }

        writer.Write<(int, int)>(Bigrams.Pairs());
        foreach (var weights in (TermWeighting[])[TermWeights, BigramWeights, NameWeights, TagWeights])
        {
            writer.Write<float>(weights.Idf);
            writer.Write<int>(weights.DocumentFrequency);
            writer.Write(weights.MeanLength);
        }
    }

    /// <exception cref="InvalidDataException">A file is damaged or has another format version.</exception>
    public static SiteEncoder Load(string folder) => ArrayReader.Read(Path.Combine(folder, "vocabulary.bin"), Kind, Version, reader =>
    {
        Vocabulary ReadWords() => new(reader.ReadStrings());
        TermWeighting ReadWeights() => new(reader.ReadArray<float>(), reader.ReadArray<int>(), reader.ReadFloat());
        var (terms, names, tags, sections, authors, languages) =
            (ReadWords(), ReadWords(), ReadWords(), ReadWords(), ReadWords(), ReadWords());
        var pairs = reader.ReadArray<(int, int)>();
        var (termWeights, bigramWeights, nameWeights, tagWeights) = (ReadWeights(), ReadWeights(), ReadWeights(), ReadWeights());
        return new SiteEncoder
        {
            Terms = terms,
            Names = names,
            Tags = tags,
            Sections = sections,
            Authors = authors,
            Languages = languages,
            Bigrams = BigramVocabulary.Restore(pairs, bigramWeights.DocumentFrequency),
            TermWeights = termWeights,
            BigramWeights = bigramWeights,
            NameWeights = nameWeights,
            TagWeights = tagWeights,
            Text = TextEncoder.Load(Path.Combine(folder, "encoder.zip")),
        };
    });

    private readonly record struct Rows(
        (int[] Ids, float[] Weights) Terms, (int[] Ids, float[] Weights) Bigrams,
        (int[] Ids, float[] Weights) Names, (int[] Ids, float[] Weights) Lead,
        (int[] Ids, float[] Weights) Title, (int[] Ids, float[] Weights) TitleBigrams,
        (int[] Ids, float[] Weights) Tags, (int[], float[])[] Sentences)
    {
        public void AddTo(SparseTable table)
        {
            table.Add(Terms.Ids, Terms.Weights);
            table.Add(Bigrams.Ids, Bigrams.Weights);
            table.Add(Names.Ids, Names.Weights);
            table.Add(Lead.Ids, Lead.Weights);
            table.Add(Title.Ids, Title.Weights);
            table.Add(TitleBigrams.Ids, TitleBigrams.Weights);
            table.Add(Tags.Ids, Tags.Weights);
        }
    }
}
