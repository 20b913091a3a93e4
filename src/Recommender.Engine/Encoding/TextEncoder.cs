using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Text;

namespace Recommender.Engine.Encoding;

/// <summary>
/// The ML.NET pipeline from terms to an embedding: TF-IDF and latent semantic analysis (a truncated singular value decomposition of the
/// TF-IDF matrix, Deerwester et al. 1990, by ML.NET's randomised projection). This file contains all text processing by ML.NET.
/// </summary>
internal sealed class TextEncoder
{
    private static readonly object RegisterOnce = new();
    private static bool _registered;

    private readonly ITransformer _fromTerms;

    private TextEncoder(ITransformer fromTerms, int dimensions) => (_fromTerms, Dimensions) = (fromTerms, dimensions);

    /// <summary>Length of an embedding; 0 if there were too few documents to learn one.</summary>
    public int Dimensions { get; }

    /// <summary>Fits the pipeline to documents that have been read into terms.</summary>
    /// <param name="vocabulary">The terms to use: those that occur in at least two documents.</param>
    /// <param name="dimensions">Requested length of an embedding; fewer documents or terms yield a shorter one.</param>
    /// <param name="seed">Seed of the random projection.</param>
    public static TextEncoder Fit(CorpusTerms corpus, IReadOnlyList<string> vocabulary, int dimensions, int seed)
    {
        dimensions = Math.Min(dimensions, Math.Min(corpus.Documents.Length, vocabulary.Count) / 2);
        if (dimensions < 2)
        {
            return new TextEncoder(null!, 0);
        }

        var context = new MLContext(seed);
        var rows = context.Data.LoadFromEnumerable(corpus.Documents.Select(d => new TermsRow { Terms = Saturated(d, corpus.Terms.Words) }));
        var keys = context.Data.LoadFromEnumerable(vocabulary.Select(word => new KeyRow { Term = word }));
        var vectors = context.Transforms.Conversion.MapValueToKey("Key", nameof(TermsRow.Terms), keyData: keys)
            .Append(context.Transforms.Text.ProduceNgrams(
                "TfIdf", "Key", ngramLength: 1, useAllLengths: false, maximumNgramsCount: vocabulary.Count,
                weighting: NgramExtractingEstimator.WeightingCriteria.TfIdf))
            .Append(context.Transforms.NormalizeLpNorm("Unit", "TfIdf"))
            .AppendCacheCheckpoint(context)
            .Append(context.Transforms.ProjectToPrincipalComponents(
                "Projected", "Unit", rank: dimensions, overSampling: Math.Min(dimensions, 32), ensureZeroMean: false, seed: seed))
            .Append(context.Transforms.NormalizeLpNorm(nameof(EmbeddingRow.Embedding), "Projected"));
        return new TextEncoder(vectors.Fit(rows), dimensions);
    }

    /// <summary>The embeddings of documents, one unit vector after the other; zeros for a document without known terms.</summary>
    public float[] Encode(IReadOnlyList<DocumentTerms> documents, IReadOnlyList<string> terms)
    {
        var embeddings = new float[documents.Count * Dimensions];
        if (Dimensions == 0)
        {
            return embeddings;
        }

        const int Chunk = 512;
        Parallel.For(0, (documents.Count + Chunk - 1) / Chunk,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, c =>
        {
            var from = c * Chunk;
            var context = new MLContext(0);
            var rows = context.Data.LoadFromEnumerable(
                Enumerable.Range(from, Math.Min(Chunk, documents.Count - from))
                    .Select(i => new TermsRow { Terms = Saturated(documents[i], terms) }));
            var encoded = _fromTerms.Transform(rows);
            var column = encoded.Schema[nameof(EmbeddingRow.Embedding)];
            using var cursor = encoded.GetRowCursor([column]);
            var read = cursor.GetGetter<VBuffer<float>>(column);
            VBuffer<float> buffer = default;
            for (var at = from; cursor.MoveNext(); at++)
            {
                // The cursor reuses the buffer for the next row, so it must be copied now.
                read(ref buffer);
                var embedding = embeddings.AsSpan(at * Dimensions, Dimensions);
                buffer.CopyTo(embedding);
                // If all texts are alike, the projection has fewer dimensions than requested and divides by zero.
                if (!float.IsFinite(TensorPrimitives.Sum<float>(embedding)))
                {
                    embedding.Clear();
                }
            }
        });
        return embeddings;
    }

    /// <summary>Writes the pipeline in ML.NET's zip format.</summary>
    public void Save(string file)
    {
        if (Dimensions == 0)
        {
            return;
        }

        var context = Context();
        var empty = context.Data.LoadFromEnumerable<TextRow>([]);
        var read = context.Transforms.CustomMapping(new TermsMapping().GetMapping(), TermsMapping.Contract).Fit(empty);
        context.Model.Save(new TransformerChain<ITransformer>(read, _fromTerms), empty.Schema, file);
    }

    /// <summary>
    /// Reads a pipeline written by <see cref="Save"/>; a missing file means that there were too few documents to fit one.
    /// </summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static TextEncoder Load(string file)
    {
        if (!File.Exists(file))
        {
            return new TextEncoder(null!, 0);
        }

        try
        {
            var context = Context();
            var chain = (TransformerChain<ITransformer>)context.Model.Load(file, out _);
            var fromTerms = chain.LastTransformer;
            var empty = context.Data.LoadFromEnumerable<TermsRow>([]);
            var type = (VectorDataViewType)fromTerms.GetOutputSchema(empty.Schema)[nameof(EmbeddingRow.Embedding)].Type;
            return new TextEncoder(fromTerms, type.Size);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // ML.NET throws many exception types on a damaged file.
            throw new InvalidDataException($"{file} is damaged: {e.Message}", e);
        }
    }

    // Each term is repeated 1 + log2(tf) times: ML.NET counts its input, and a plain count would let one repeated word dominate.
    private static string[] Saturated(DocumentTerms document, IReadOnlyList<string> words)
    {
        var counts = new Dictionary<int, int>();
        foreach (var id in document.Title)
        {
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        foreach (var id in document.Body)
        {
            counts[id] = counts.GetValueOrDefault(id) + 1;
        }

        counts.Remove(-1);
        var terms = new List<string>(counts.Count * 2);
        foreach (var (id, count) in counts)
        {
            for (var i = System.Numerics.BitOperations.Log2((uint)count); i >= 0; i--)
            {
                terms.Add(words[id]);
            }
        }

        return [.. terms];
    }

    private static MLContext Context()
    {
        var context = new MLContext(0);
        lock (RegisterOnce)
        {
            if (!_registered)
            {
                context.ComponentCatalog.RegisterAssembly(typeof(TermsMapping).Assembly);
                _registered = true;
            }
        }

        return context;
    }

    internal sealed class TextRow
    {
        public string Title { get; set; } = "";

        public string Text { get; set; } = "";

        public string Language { get; set; } = "";
    }

    internal sealed class TermsRow
    {
        public string[] Terms { get; set; } = [];
    }

    private sealed class KeyRow
    {
        public string Term { get; set; } = "";
    }

    private sealed class EmbeddingRow
    {
        public float[] Embedding { get; set; } = [];
    }

    [CustomMappingFactoryAttribute(Contract)]
    private sealed class TermsMapping : CustomMappingFactory<TextRow, TermsRow>
    {
        public const string Contract = "Recommender.Terms";

        public override Action<TextRow, TermsRow> GetMapping() => (text, row) =>
        {
            var terms = new Vocabulary();
            var read = new TermReader(terms, new Vocabulary(), grow: true)
                .Read(text.Title, text.Text, text.Language.Length == 0 ? null : text.Language);
            row.Terms = Saturated(read, terms.Words);
        };
    }
}
